import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { logFault } from './fault-log';

/** Answers a request that no operation could be read from in the form that GraphQL clients expect. */
export function answerFaultyRequests(fastify: FastifyInstance): void {
  fastify.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return refuse(reply, status, error.message);
    const errorId = randomUUID();
    logFault(request.log, 'A request failed unexpectedly.', error, { errorId });
    const message = 'Something went wrong on the server. Tell its administrator the errorId.';
    const extensions = { code: 'INTERNAL_SERVER_ERROR', errorId };
    return reply.code(500).send({ errors: [{ message, extensions }] });
  });
}

/** For what is refused before there is a route, such as an address with half a letter in it. */
export function refuseRequest(error: FastifyError, _request: unknown, reply: FastifyReply): void {
  void refuse(reply, error.statusCode ?? 400, error.message);
}

function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).send({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
}
