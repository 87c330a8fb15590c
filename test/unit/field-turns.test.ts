import { setImmediate } from 'node:timers/promises';
import { FieldTurns } from '../../src/schema/field-turns';

const A_TURN = 300;

describe('the fields of an execution', () => {
  let turns: FieldTurns;
  let begun: number;

  beforeEach(() => {
    turns = new FieldTurns();
    begun = 0;
  });

  const ask = async (count: number) => {
    for (let asked = 0; asked < count; asked += 1) {
      const turn = turns.next();
      if (turn) void turn.then(() => (begun += 1));
      else begun += 1;
    }
    // What is promised for now has come.
    await Promise.resolve();
  };

  it('begin at once while they are few', async () => {
    await ask(A_TURN);
    expect(begun).toBe(A_TURN);
  });

  it('begin turn by turn when they are many, and in order', async () => {
    await ask(A_TURN);
    const order: number[] = [];
    const all = Array.from({ length: 2 * A_TURN + 1 }, async (_item, n) => {
      await turns.next();
      order.push(n);
    });
    await Promise.resolve();
    expect(order).toHaveLength(0);
    await setImmediate();
    expect(order).toHaveLength(A_TURN);
    await setImmediate();
    expect(order).toHaveLength(2 * A_TURN);
    await Promise.all(all);
    expect(order).toEqual([...all.keys()]);
  });

  it('begin at once again when nothing is left', async () => {
    await ask(A_TURN + 1);
    expect(begun).toBe(A_TURN);
    await setImmediate();
    expect(begun).toBe(A_TURN + 1);
    expect(turns.next()).toBeNull();
  });
});
