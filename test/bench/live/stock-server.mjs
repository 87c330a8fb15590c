import { randomInt } from 'node:crypto';
import { createServer } from 'node:http';
import { readConfig } from '../../../dist/config.js';
import { openDatabase } from '../../../dist/database/open-database.js';
import { entities } from '../../../dist/entities.js';
import { activitiesByIds } from '../../../dist/feed/feed.queries.js';
import { schema } from '../../../dist/schema/build-schema.js';
import { createContext } from '../../../dist/server/context.js';
import { EventQueue } from './event-queue.mjs';
import { servePublisher } from './publisher-endpoint.mjs';
import { requireFromRoot } from './root-packages.mjs';

/**
 * The peer as the documentation of graphql-ws has it: `useServer` with our schema, our contexts and the same records, and
 * an async iterator for each subscriber. `node stock-server.mjs <database URL>` takes the first activity there as the
 * pattern of all that it publishes. It stores nothing: it has less to do than a server that does.
 */
// The schema belongs to the CommonJS build of graphql: graphql-ws must use that as well.
const { useServer } = requireFromRoot('graphql-ws/use/ws');
const { WebSocketServer } = requireFromRoot('ws');

const { reads, close } = await openDatabase({ url: process.argv[2], entities });
const [pattern] = await activitiesByIds(reads, [1], null);
await close();

const subscribers = new Set();
let position = { sequence: 1, mark: randomInt(2 ** 48 - 1) };

/** Only the source of the events differs from our server's: one iterator for each subscriber. */
schema().getSubscriptionType().getFields().publicFeed.subscribe = () => {
  const queue = new EventQueue(() => subscribers.delete(queue));
  subscribers.add(queue);
  queue.push({ kind: 'FeedCheckpoint', position, isLive: true, isStart: true });
  return queue;
};

const server = createServer();
const sockets = new WebSocketServer({ server, path: '/graphql' });
// One context is for all that a subscription tells, however much that comes to.
const limits = { ...readConfig({}).operations, cost: Infinity };
const source = { services: {}, reads, limits, publicUrl: () => 'http://localhost' };
// No pings: saturated, it would read no answer for longer than it waits, and close sockets that are well.
const KEEP_ALIVE_MS = 0;
useServer({ schema: schema(), context: () => createContext(source, null) }, sockets, KEEP_ALIVE_MS);

servePublisher(server, (words) => {
  position = { sequence: position.sequence + 1, mark: randomInt(2 ** 48 - 1) };
  const { sequence: id } = position;
  const comment = { ...pattern.comment, id, body: words, bodyHtml: `<p>${words}</p>` };
  const activity = { ...pattern, id, comment };
  const message = { kind: 'ActivityAdded', position, activity };
  for (const queue of subscribers) queue.push(message);
});
