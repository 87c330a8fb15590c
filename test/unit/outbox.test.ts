import { Outbox } from '../../src/live/outbox';
import type { Outlet } from '../../src/live/outlet';

/** A socket that takes nothing more. */
const full = (frameBytes: number): Outlet => ({
  ...{ isFull: true, bufferedBytes: 50, frameBytes },
  ...{ send: () => undefined, gather: () => undefined, onceDrained: () => undefined },
});
const payload = Buffer.alloc(10);

describe('what waits in an outbox', () => {
  it.each([
    [0, 20],
    [90, 2],
  ])('counts as it will be sent, with %i bytes around it', (frameBytes, room) => {
    const outbox = new Outbox(full(frameBytes), { payloads: 1_000, bytes: 250 });
    let kept = 0;
    while (kept < 100 && outbox.put(payload)) kept += 1;
    expect(kept).toBe(room);
  });
});
