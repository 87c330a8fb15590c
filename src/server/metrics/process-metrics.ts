import { collectDefaultMetrics, Registry } from 'prom-client';

let registry: Registry | null = null;

/**
 * What dashboards know of every process of Node, under the usual names: `process_…` and `nodejs_…`. There is one of a
 * process, however many apps run in it, and what it listens with stays for as long as the process.
 */
export function processMetrics(): Registry {
  if (registry) return registry;
  registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
