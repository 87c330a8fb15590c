import { PassThrough } from 'node:stream';
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { Outbox } from '../../src/live/outbox';
import type { Outlet } from '../../src/live/outlet';
import { OperationOutlet, SocketGate } from '../../src/server/websocket/socket-outlet';

const LIMITS = { payloads: 1_000, bytes: 250 };
const PAYLOAD = Buffer.alloc(30);

/** The outboxes of operations on one socket. */
function outboxes(count: number): Outbox[] {
  // One that has closed: what is sent goes nowhere.
  const stream = Object.assign(new PassThrough(), { OPEN: 1, readyState: 3 });
  const gate = new SocketGate(stream as unknown as WebSocket, stream as unknown as Socket);
  return Array.from({ length: count }, (_item, index) => {
    const outbox = new Outbox(new OperationOutlet(gate, `${index}`), LIMITS);
    outbox.hold();
    return outbox;
  });
}

/** A socket that takes nothing more. */
function full(frameBytes: number): Outlet {
  let bufferedBytes = 50;
  return {
    ...{ isFull: true, frameBytes },
    get bufferedBytes() {
      return bufferedBytes;
    },
    keep: (bytes) => (bufferedBytes += bytes),
    ...{ send: () => undefined, gather: () => undefined, onceDrained: () => undefined },
  };
}

describe('what waits in an outbox', () => {
  it.each([
    [0, 20],
    [90, 2],
  ])('counts as it will be sent, with %i bytes around it', (frameBytes, room) => {
    const outbox = new Outbox(full(frameBytes), LIMITS);
    let kept = 0;
    while (kept < 100 && outbox.put(Buffer.alloc(10))) kept += 1;
    expect(kept).toBe(room);
  });
});

describe('the outboxes of one socket', () => {
  it('have room for so many bytes together', () => {
    const kept = outboxes(100).filter((outbox) => outbox.put(PAYLOAD));
    expect(kept).toHaveLength(3);
  });

  it('have room again when one of them ends', () => {
    const [one, other] = outboxes(2) as [Outbox, Outbox];
    for (let index = 0; index < 3; index += 1) expect(one.put(PAYLOAD)).toBe(true);
    expect(other.put(PAYLOAD)).toBe(false);
    one.clear();
    one.clear();
    for (let index = 0; index < 3; index += 1) expect(other.put(PAYLOAD)).toBe(true);
    expect(one.put(PAYLOAD)).toBe(false);
  });

  it('have room again when one of them has sent', () => {
    const [one, other] = outboxes(2) as [Outbox, Outbox];
    for (let index = 0; index < 3; index += 1) one.put(PAYLOAD);
    one.release();
    for (let index = 0; index < 3; index += 1) expect(other.put(PAYLOAD)).toBe(true);
    expect(other.put(PAYLOAD)).toBe(false);
  });
});

describe('a socket that takes nothing', () => {
  it('is kept little more for than what waits for it', () => {
    const waiting: Buffer[] = [];
    const connection = Object.assign(new PassThrough(), { OPEN: 1, readyState: 1 });
    Object.defineProperties(connection, {
      write: { value: (frame: Buffer) => waiting.push(frame) },
      writableLength: { get: () => waiting.reduce((sum, { length }) => sum + length, 0) },
    });
    const socket = connection as unknown as WebSocket;
    const gate = new SocketGate(socket, connection as unknown as Socket);
    const outlet = new OperationOutlet(gate, 'one');
    for (let message = 0; message < 200; message += 1) outlet.send(PAYLOAD);
    const kept = new Set(waiting.map((frame) => frame.buffer));
    const bytes = [...kept].reduce((sum, { byteLength }) => sum + byteLength, 0);
    expect(waiting).toHaveLength(200);
    // A room and a pool of Node's, which others use as well.
    expect(bytes).toBeLessThan(gate.bufferedBytes + 32 * 1024);
    for (const frame of waiting.slice(1)) expect(frame.equals(waiting[0]!)).toBe(true);
  });
});
