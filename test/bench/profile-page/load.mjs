import { connect } from 'node:net';
import { PEOPLE } from './data.mjs';
import { bodyFor } from './operation.mjs';

/**
 * The load: `node load.mjs <url> <connections> <seconds>` keeps as many requests under way as there are connections, and
 * prints how many were answered a second. It reads of an answer no more than it must: it shares the machine.
 */
const [url, connections, seconds] = process.argv.slice(2);
const { hostname, port } = new URL(url);

const requests = Array.from({ length: PEOPLE }, (_, index) => {
  const body = bodyFor(`person${index + 1}`);
  return Buffer.from(
    `POST /graphql HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
});

let next = 0;
let answered = 0;
let isOver = false;

function keepAsking() {
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  let missing = 0;
  const ask = () => socket.write(requests[next++ % requests.length]);
  socket.on('connect', ask);
  socket.on('data', (part) => {
    missing = missing === 0 ? lengthOf(part) - part.length : missing - part.length;
    if (missing > 0) return;
    answered += 1;
    if (isOver) socket.destroy();
    else ask();
  });
  socket.on('error', (error) => {
    throw error;
  });
}

/** The length of a whole answer, of which this is the beginning. */
function lengthOf(part) {
  const end = part.indexOf('\r\n\r\n');
  const head = part.toString('latin1', 0, end);
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  if (!head.startsWith('HTTP/1.1 200') || !length) throw new Error(`Not an answer: ${part}`);
  return end + 4 + Number(length);
}

for (let index = 0; index < Number(connections); index += 1) keepAsking();
setTimeout(
  () => {
    isOver = true;
    console.log(answered / Number(seconds));
  },
  Number(seconds) * 1000,
);
