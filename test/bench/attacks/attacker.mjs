import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import WebSocket from 'ws';

/** Sends one attack again and again, from several connections at once, until it is told to end; tells how often. */
const { url, body, isLive, authorization } = workerData;
const signedIn = authorization === undefined ? {} : { authorization };
const CONNECTIONS = 4;
let isOver = false;
let count = 0;
parentPort.once('message', () => (isOver = true));

async function overHttp() {
  while (!isOver) {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signedIn },
      body,
    });
    await response.text();
    count += 1;
  }
}

/** A socket on which the server has closed is opened anew. */
async function overSocket() {
  while (!isOver) {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    socket.on('error', () => undefined);
    const closed = once(socket, 'close');
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: signedIn }));
    while (!isOver && socket.readyState === socket.OPEN) {
      const answered = once(socket, 'pong');
      socket.send(`{"type":"subscribe","id":"${count}","payload":${body}}`);
      socket.ping();
      await Promise.race([answered, closed]);
      count += 1;
    }
    socket.terminate();
  }
}

await Promise.all(Array.from({ length: CONNECTIONS }, isLive ? overSocket : overHttp));
parentPort.postMessage(count);
