import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { OwnExportService } from '../accounts/own-export.service';
import type { SessionService } from '../accounts/session.service';
import { authenticate } from './authentication';

const REFUSAL = {
  errors: [
    {
      message: 'Sign in first: send "Authorization: Bearer <token>".',
      extensions: { code: 'UNAUTHENTICATED' },
    },
  ],
};

/** `GET /export/me` gives whoever is signed in all that the server holds about them, as a file. */
export function registerOwnExport(
  fastify: FastifyInstance,
  { ownExports, sessions }: { ownExports: OwnExportService; sessions: SessionService },
): void {
  fastify.get('/export/me', async (request, reply) => {
    const { viewer } = await authenticate(sessions, request.headers.authorization);
    void reply.header('cache-control', 'no-store');
    if (!viewer) return reply.code(401).header('www-authenticate', 'Bearer').send(REFUSAL);
    return reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="rejoinder-export.json"')
      .send(Readable.from(ownExports.read(viewer)));
  });
}
