import { now, publishedAt } from './operation.mjs';
import { subscribe } from './subscriber.mjs';

/**
 * The subscribers, as a process of their own: does what its parent calls (see subscriber-process.mjs). It counts what
 * arrives, and looks into it on a few sockets only.
 */
const OPENING = 100;

let sockets = [];
let counted = 0;
let firstAt = 0;
let lastAt = 0;
let latencies = [];
let expected = null;
/** Set while a replay is followed. */
let onCaughtUp = () => undefined;

/** A failure ends the process, and so the benchmark. */
const fail = (error) => {
  throw error;
};

const count = () => {
  counted += 1;
  if (counted === 1) firstAt = now();
  if (counted !== expected?.count) return;
  lastAt = now();
  expected.resolve();
};

const countAndLook = (bytes, start, end) => {
  latencies.push((now() - publishedAt(bytes.subarray(start, end))) / 1000);
  count();
};

const calls = {
  /** Opens that many more subscribers, and looks into what every `every`th gets. */
  async open({ url, speaksGraphql, count: wanted, every }) {
    let left = wanted;
    const openNext = async () => {
      while (left-- > 0) {
        const onActivity = left % every === 0 ? countAndLook : count;
        sockets.push(await subscribe(url, { speaksGraphql, onActivity, onFailure: fail }));
      }
    };
    await Promise.all(Array.from({ length: OPENING }, openNext));
  },

  /** Waits until that many messages in all have arrived since the last `take`. */
  expect: ({ count: wanted }) =>
    new Promise((resolve) => {
      expected = { count: wanted, resolve };
      if (counted >= wanted) resolve();
    }),

  /**
   * What has arrived since the last time: how many messages, from when to when in microseconds, and milliseconds from
   * publishing to here.
   */
  take() {
    const taken = { counted, firstAt, lastAt, latencies };
    [counted, latencies, expected] = [0, [], null];
    return taken;
  },

  /** Subscribes from a cursor, and waits until it is live. */
  async replay({ url, after }) {
    const caughtUp = new Promise((resolve) => (onCaughtUp = resolve));
    const onCheckpoint = ({ isLive }) => isLive && onCaughtUp();
    const options = { speaksGraphql: true, after, onActivity: count, onCheckpoint };
    const socket = await subscribe(url, { ...options, onFailure: fail });
    await caughtUp;
    socket.close();
  },

  close() {
    for (const socket of sockets) socket.close();
    sockets = [];
  },
};

process.on('message', async ({ name, argument }) => {
  process.send({ answer: await calls[name](argument) });
});
process.on('disconnect', () => process.exit());
