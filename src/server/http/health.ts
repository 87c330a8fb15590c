import type { FastifyInstance } from 'fastify';
import type { Queryable } from '../../database/statement';
import { readLogHead } from '../../feed/feed-log.queries';
import { logFault } from '../fault-log';

export interface HealthOptions {
  readonly reads: Queryable;
  /** Whether the server was told to stop: clients are to go elsewhere while it finishes. */
  readonly isStopping: () => boolean;
}

/** `/health/live`: the process answers. `/health/ready`: the database does, too, and more work is welcome. */
export function registerHealth(
  fastify: FastifyInstance,
  { reads, isStopping }: HealthOptions,
): void {
  fastify.get('/health/live', () => ({ status: 'live' }));
  fastify.get('/health/ready', async (request, reply) => {
    if (isStopping()) return reply.code(503).send({ status: 'the server is stopping' });
    try {
      await readLogHead(reads);
      return { status: 'ready' };
    } catch (error) {
      logFault(request.log, 'The database does not answer.', error);
      return reply.code(503).send({ status: 'the database does not answer' });
    }
  });
}
