import { randomUUID } from 'node:crypto';
import { subscribeMessage } from './operation.mjs';
import { RawSocket } from './raw-socket.mjs';

/** What tells of an activity is longer than this; acknowledgements, pings and checkpoints are shorter. */
const SHORT = 400;

/**
 * One subscriber of the live public feed.
 * @param {string} url
 * @param {boolean} speaksGraphql else the server broadcasts to whoever connects
 * @param {string | null} after
 * @param {(bytes: Buffer, start: number, end: number) => void} onActivity
 * @param {(checkpoint: { isLive: boolean, isStart: boolean }) => void} onCheckpoint
 * @param {(error: Error) => void} onFailure
 * @returns what resolves to the socket once the feed has begun
 */
export function subscribe(
  url,
  { speaksGraphql, after = null, onActivity, onCheckpoint = () => undefined, onFailure },
) {
  const protocol = speaksGraphql ? 'graphql-transport-ws' : null;
  return new Promise((resolve, reject) => {
    const answers = {
      // Every client names its operation as it likes: the stock client with a UUID.
      connection_ack: () => socket.send(subscribeMessage(randomUUID(), after)),
      ping: () => socket.send('{"type":"pong"}'),
      next: ({ payload }) => {
        if (payload.errors) throw new Error(JSON.stringify(payload.errors));
        onCheckpoint(payload.data.publicFeed);
        resolve(socket);
      },
    };
    const socket = new RawSocket(url, {
      protocol,
      onMessage: (bytes, start, end) => {
        if (end - start > SHORT) return onActivity(bytes, start, end);
        const message = JSON.parse(bytes.utf8Slice(start, end));
        const answer = answers[message.type];
        if (!answer) throw new Error(`Not expected: ${JSON.stringify(message)}`);
        answer(message);
      },
      onFailure: (error) => {
        reject(error);
        onFailure(error);
      },
    });
    socket.opened.then(() => {
      if (speaksGraphql) socket.send('{"type":"connection_init"}');
      else resolve(socket);
    });
  });
}
