import type { FastifyInstance } from 'fastify';
import { faultOfJson } from '../operations/json-size';

/** Has what is sent measured before it is parsed. */
export function measureBodies(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string' },
    (request, body, done) => {
      const fault = faultOfJson(body);
      if (fault) done(fault);
      else void parse(request, body, done);
    },
  );
}
