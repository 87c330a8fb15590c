import { createServer } from 'node:http';
import { restamped } from './operation.mjs';
import { servePublisher } from './publisher-endpoint.mjs';
import { requireFromRoot } from './root-packages.mjs';

/**
 * The peer that does nothing but send: `node bare-server.mjs <message>` broadcasts the message, with the moment at which
 * it is published, to whoever is connected. It is made once for all of them.
 */
const { WebSocketServer } = requireFromRoot('ws');
const message = process.argv[2];
const server = createServer();
const sockets = new WebSocketServer({ server, path: '/graphql' });

servePublisher(server, (words) => {
  const text = restamped(message, words);
  for (const socket of sockets.clients) socket.send(text);
});
