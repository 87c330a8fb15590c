import { once } from 'node:events';
import { connect } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import WebSocket from 'ws';

/** Holds many connections on which little or nothing is said, or taken, until it is told to end; tells how many it opened. */
const { url, name } = workerData;
const { hostname, port } = new URL(url);
const SOCKET_URL = `${url.replace('http', 'ws')}/graphql`;
const LETTER_EVERY_MS = 50;
let isOver = false;
let count = 0;
const open = new Set();
parentPort.once('message', () => {
  isOver = true;
  for (const end of open) end();
});

const HEAD = `POST /graphql HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\n`;
const UPGRADE = `GET /graphql HTTP/1.1\r\nHost: ${hostname}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n`;
const LARGE = JSON.stringify({
  query:
    '{ publicFeed(first: 100) { edges { node { actor { followers(first: 40) { edges { node { about } } } } } } } }',
});

/** A connection on which `begin` says something, and nothing is read. */
async function line(begin) {
  const tcp = connect({ host: hostname, port }).on('error', () => undefined);
  const end = () => tcp.destroy();
  open.add(end);
  count += 1;
  const stop = begin(tcp);
  await once(tcp, 'close');
  stop?.();
  open.delete(end);
}

const drip = (text) => (tcp) => {
  tcp.resume();
  let at = 0;
  const timer = setInterval(() => tcp.write(text[at++ % text.length]), LETTER_EVERY_MS);
  return () => clearInterval(timer);
};

async function silentSocket(afterOpen) {
  const socket = new WebSocket(SOCKET_URL, 'graphql-transport-ws').on('error', () => undefined);
  const end = () => socket.terminate();
  open.add(end);
  count += 1;
  socket.on('open', () => afterOpen(socket));
  await once(socket, 'close');
  open.delete(end);
}

/** The start of a text of 64 KiB, masked. */
const HALF_A_FRAME = Buffer.from([0x81, 0xfe, 0xff, 0xff, 0, 0, 0, 0, 0x7b]);

const IDLING = {
  'headers a letter at a time': () => line(drip(`${HEAD}${'x-a: b\r\n'.repeat(9_999)}`)),
  'an upgrade a letter at a time': () => line(drip(`${UPGRADE}${'x-a: b\r\n'.repeat(9_999)}`)),
  'a body that never comes': () =>
    line((tcp) => void tcp.resume().write(`${HEAD}Content-Length: 200000\r\n\r\n`)),
  'answers that nobody takes': () =>
    line(
      (tcp) =>
        void tcp.pause().write(`${HEAD}Content-Length: ${LARGE.length}\r\n\r\n${LARGE}`.repeat(20)),
    ),
  'sockets that say nothing': () => silentSocket(() => undefined),
  'sockets that say half of something': () =>
    silentSocket((socket) => socket._socket.write(HALF_A_FRAME)),
};

const CONNECTIONS = 200;
const idle = IDLING[name];
const lane = async () => {
  while (!isOver) await idle();
};
await Promise.all(Array.from({ length: CONNECTIONS }, lane));
parentPort.postMessage(count);
