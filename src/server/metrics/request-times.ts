import type { FastifyInstance } from 'fastify';
import { Histogram, type Registry } from 'prom-client';

const METHODS = ['GET', 'HEAD', 'POST', 'OPTIONS'];

/** In seconds; of operations and requests alike. */
export const DURATIONS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Measures every HTTP request, by the route that it took rather than the address that it named. */
export function timeRequests(fastify: FastifyInstance, registry: Registry): void {
  const durations = new Histogram({
    name: 'rejoinder_http_request_duration_seconds',
    help: 'Duration of HTTP requests.',
    labelNames: ['method', 'route', 'status_code'],
    buckets: DURATIONS,
    registers: [registry],
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const method = METHODS.includes(request.method) ? request.method : 'other';
    const route = request.routeOptions.url ?? 'none';
    const labels = { method, route, status_code: reply.statusCode };
    durations.observe(labels, reply.elapsedTime / 1_000);
    done();
  });
}
