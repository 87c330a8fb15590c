import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { logFault } from './fault-log';

/** Answers a request that no operation could be read from in the form that GraphQL clients expect. */
export function answerFaultyRequests(fastify: FastifyInstance): void {
  fastify.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) {
      const extensions = { code: 'BAD_REQUEST' };
      return reply.code(status).send({ errors: [{ message: error.message, extensions }] });
    }
    const errorId = randomUUID();
    logFault(request.log, 'A request failed unexpectedly.', error, { errorId });
    const message = 'Something went wrong on the server. Tell its administrator the errorId.';
    const extensions = { code: 'INTERNAL_SERVER_ERROR', errorId };
    return reply.code(500).send({ errors: [{ message, extensions }] });
  });
}
