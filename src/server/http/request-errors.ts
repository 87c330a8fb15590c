import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { DomainError } from '../../errors';
import { logFault } from '../fault-log';
import { rawAnswer } from '../raw-answer';
import { securityHeaders } from '../security-headers';

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
export const refusingRequests =
  (publicUrl: () => string) =>
  (error: FastifyError, _request: unknown, reply: FastifyReply): void => {
    reply.headers(securityHeaders(publicUrl()));
    void refuse(reply, error.statusCode ?? 400, 'The address of the request cannot be read.');
  };

/** What the HTTP parser makes nothing of; of all else it is said that it is no request. */
const UNREADABLE: Readonly<Record<string, readonly [statusLine: string, message: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request did not come in time.'],
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'The headers of the request are too long.',
  ],
};

/** For what there is no request of. */
export const refusingConnections =
  (publicUrl: () => string) =>
  (error: Error & { readonly code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const [statusLine, message] = UNREADABLE[error.code ?? ''] ?? [
      '400 Bad Request',
      'This is no HTTP request.',
    ];
    const headers = {
      ...securityHeaders(publicUrl()),
      'content-type': 'application/json; charset=utf-8',
    };
    if (socket.writable) socket.write(rawAnswer(statusLine, headers, bodyOf(message)));
    socket.destroy(error);
  };

const bodyOf = (message: string): string =>
  JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });

const tell = (reply: FastifyReply, { message, details, code }: DomainError): FastifyReply =>
  reply.code(400).send({ errors: [{ message, extensions: { ...details, code } }] });

function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).send({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
}
