import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { DomainError } from '../../errors';
import { logFault } from '../fault-log';
import { SECURITY_HEADERS } from './security-headers';

/** Answers a request that no operation could be read from in the form that GraphQL clients expect. */
export function answerFaultyRequests(fastify: FastifyInstance): void {
  fastify.setNotFoundHandler((_request, reply) => refuse(reply, 404, 'There is nothing here.'));
  fastify.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) => {
    if (error instanceof DomainError) return tell(reply, error);
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
  reply.headers(SECURITY_HEADERS);
  void refuse(reply, error.statusCode ?? 400, 'The address of the request cannot be read.');
}

const tell = (reply: FastifyReply, { message, details, code }: DomainError): FastifyReply =>
  reply.code(400).send({ errors: [{ message, extensions: { ...details, code } }] });

function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).send({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
}
