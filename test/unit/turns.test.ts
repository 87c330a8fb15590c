import { setImmediate } from 'node:timers/promises';
import { Turns } from '../../src/live/turns';

/** Works may go on by then, though somebody waits. */
const LONG_MS = 20;
const SHORT_MS = 5;

let now = 0;
const clock = (ms: number) => void (now += ms);
/** Rounds of the event loop, in which nothing takes any time. */
const rounds = async (count = 5) => {
  for (let round = 0; round < count; round += 1) await setImmediate();
};

describe('works that take turns', () => {
  let turns: Turns;
  let went: string[];

  beforeEach(() => {
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    turns = new Turns();
    went = [];
  });
  afterEach(() => jest.restoreAllMocks());

  /** A work whose every step takes a whole turn. */
  const work = async (name: string, steps: number) => {
    for (let step = 0; step < steps; step += 1) {
      clock(1);
      await turns.next();
      went.push(name);
    }
  };

  it('go on one after the other', async () => {
    const all = Promise.all([work('a', 3), work('b', 3)]);
    await rounds(10);
    await all;
    expect(went).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
  });

  it('go on without a pause while their turn lasts', async () => {
    clock(1);
    await turns.next();
    const step = jest.fn();
    void turns.next().then(step);
    await Promise.resolve();
    await Promise.resolve();
    expect(step).toHaveBeenCalled();
  });

  it('give way to what somebody waits for, until it is done', async () => {
    const done = turns.hasten();
    const all = work('a', 1);
    await rounds();
    expect(went).toEqual([]);
    done();
    await rounds();
    await all;
    expect(went).toEqual(['a']);
  });

  it('give way until the last of several is done', async () => {
    const [one, other] = [turns.hasten(), turns.hasten()];
    const all = work('a', 1);
    one();
    await rounds();
    expect(went).toEqual([]);
    other();
    await all;
  });

  it('do not give way for ever, and then again', async () => {
    const done = turns.hasten();
    const all = work('a', 100);
    await rounds();
    expect(went).toHaveLength(0);
    clock(LONG_MS);
    await rounds(50);
    const first = went.length;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(50);
    clock(SHORT_MS);
    await rounds(50);
    expect(went).toHaveLength(first);
    clock(LONG_MS);
    await rounds(50);
    expect(went.length).toBeGreaterThan(first);
    done();
    await rounds(200);
    await all;
  });

  it('do not starve where one thing after the other is waited for', async () => {
    const all = work('a', 100);
    for (let waited = 0; waited < 3 * LONG_MS; waited += SHORT_MS) {
      const done = turns.hasten();
      clock(SHORT_MS);
      await rounds();
      done();
    }
    expect(went.length).toBeGreaterThan(10);
    await rounds(200);
    await all;
  });

  it('give way anew where nothing was waited for meanwhile', async () => {
    turns.hasten()();
    clock(LONG_MS + 1);
    turns.hasten();
    void work('a', 1);
    await rounds();
    expect(went).toEqual([]);
  });
});
