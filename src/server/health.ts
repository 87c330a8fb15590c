import type { FastifyInstance } from 'fastify';
import type { Queryable } from '../database/statement';
import { readLogHead } from '../feed/feed-log.queries';
import { logFault } from './fault-log';

/** `/health/live`: the process answers. `/health/ready`: the database does, too. */
export function registerHealth(fastify: FastifyInstance, reads: Queryable): void {
  fastify.get('/health/live', () => ({ status: 'live' }));
  fastify.get('/health/ready', async (request, reply) => {
    try {
      await readLogHead(reads);
      return { status: 'ready' };
    } catch (error) {
      logFault(request.log, 'The database does not answer.', error);
      return reply.code(503).send({ status: 'the database does not answer' });
    }
  });
}
