import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { OwnExportService } from '../../accounts/own-export.service';
import type { SessionService } from '../../accounts/session.service';
import { unauthenticated, type DomainError } from '../../errors';
import type { RateLimits } from '../../rates/rate-limits';
import { authenticate } from '../authentication';
import { networkOf } from '../client-address';

export interface OwnExportOptions {
  readonly ownExports: OwnExportService;
  readonly sessions: SessionService;
  readonly rates: RateLimits;
}

/** `GET /export/me` gives whoever is signed in all that the server holds about them, as a file. */
export function registerOwnExport(
  fastify: FastifyInstance,
  { ownExports, sessions, rates }: OwnExportOptions,
): void {
  fastify.get('/export/me', async (request, reply) => {
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
    return reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="rejoinder-export.json"')
      .send(Readable.from(ownExports.read(viewer)));
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
