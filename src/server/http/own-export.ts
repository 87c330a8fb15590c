import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { OwnExportService } from '../../accounts/own-export.service';
import type { SessionService } from '../../accounts/session.service';
import { DomainError, unauthenticated } from '../../errors';
import type { Turns } from '../../live/turns';
import type { RateLimits } from '../../rates/rate-limits';
import { authenticate } from '../authentication';
import { networkOf } from '../client-address';
import { REQUEST_BYTES } from '../operations/documents';
import type { HttpAnswers } from './http-answers';
import type { RequestEnds } from './request-ends';

export interface OwnExportOptions {
  readonly ownExports: OwnExportService;
  readonly sessions: SessionService;
  readonly rates: RateLimits;
  readonly answers: HttpAnswers;
  readonly ends: RequestEnds;
  /** By which it gives way to requests. */
  readonly turns: Turns;
}

export const OWN_EXPORT = '/export/me';
/** What waits of one at a time: a page that is read, one that waits for its reader, and one on its way. */
const ROOM = 3 * 2 ** 20;

/** `GET /export/me` gives whoever is signed in all that the server holds about them, as a file. */
export function registerOwnExport(
  fastify: FastifyInstance,
  { ownExports, sessions, rates, answers, ends, turns }: OwnExportOptions,
): void {
  // Of HEAD Fastify would have all of it read, by nobody.
  fastify.get(OWN_EXPORT, { exposeHeadRoute: false }, async (request, reply) => {
    const network = networkOf(request.ip);
    const { status, viewer } = await authenticate(sessions, request.headers.authorization);
    void reply.header('cache-control', 'no-store');
    if (!viewer) {
      const doer = { accountId: null, network };
      const tooMany = status === 'invalid' ? rates.refusalOf('badTokens', doer) : null;
      return refuse(reply, tooMany ?? unauthenticated());
    }
    const tooOften = rates.refusalOf('account', { accountId: viewer.accountId, network });
    if (tooOften) return refuse(reply, tooOften);
    const onceOver = (listener: () => void) => ends.once(request.raw, reply.raw, listener);
    try {
      const share = await answers.begin(request, ROOM, () => REQUEST_BYTES);
      onceOver(() => share.leave());
      const { parts, end } = ownExports.begin(viewer, () => turns.next());
      onceOver(end);
      void reply
        .type('application/json; charset=utf-8')
        .header('content-disposition', 'attachment; filename="rejoinder-export.json"')
        .send(Readable.from(parts));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refuse(reply, error);
    }
    return reply;
  });
}

/** In the form of a GraphQL error. */
function refuse(reply: FastifyReply, { code, message, details }: DomainError): FastifyReply {
  const isTooOften = code === 'RATE_LIMITED';
  if (isTooOften) void reply.header('retry-after', `${details.retryAfter}`);
  else void reply.header('www-authenticate', 'Bearer');
  return reply
    .code(isTooOften ? 429 : 401)
    .send({ errors: [{ message, extensions: { code, ...details } }] });
}
