import { GraphQLError } from 'graphql';
import { QueryFailedError } from 'typeorm';
import { isPassingFault } from '../../src/database/passing-fault';
import { badUserInput, refuse } from '../../src/errors';
import { Patience } from '../../src/patience';

const coded = (code: string) => Object.assign(new Error(`It failed with ${code}.`), { code });
const BUSY = coded('SQLITE_BUSY');

describe('faults of the database that pass', () => {
  it.each([
    ...['57P01', '57P03', '53300', '40001', '40P01', '08006'],
    ...['ECONNREFUSED', 'ECONNRESET', 'SQLITE_BUSY', 'SQLITE_LOCKED'],
  ])('have a code such as %s', (code) => {
    expect(isPassingFault(coded(code))).toBe(true);
  });

  it.each(['23505', '42P01', '22001', '28P01', 'SQLITE_ERROR', 'SQLITE_CORRUPT', '4000'])(
    'do not have the code %s',
    (code) => {
      expect(isPassingFault(coded(code))).toBe(false);
    },
  );

  it.each([
    ['Connection terminated unexpectedly', true],
    ['database "rejoinder" is not currently accepting connections', true],
    ['Query read timeout', true],
    ['timeout exceeded when trying to connect', true],
    ['Client has encountered a connection error and is not queryable', true],
    ['Cannot use a pool after calling end on the pool', false],
  ])('of the driver without a code: %s', (message, isPassing) => {
    expect(isPassingFault(new Error(message))).toBe(isPassing);
  });

  it('are known whatever wraps them', () => {
    const inner = new QueryFailedError('SELECT 1', [], coded('57P01'));
    expect(isPassingFault(inner)).toBe(true);
    const originalError = new Error('Why', { cause: inner });
    expect(isPassingFault(new GraphQLError('It failed.', { originalError }))).toBe(true);
  });

  it('are nothing that is told to somebody on purpose, and no other thing', () => {
    const others = [badUserInput('Not so.'), refuse(null, 'INVALID', 'Not so.')];
    for (const other of [...others, new GraphQLError('No.'), null, undefined, '57P01', 40001])
      expect(isPassingFault(other)).toBe(false);
  });

  it('are looked for no deeper than errors are wrapped', () => {
    const error = new Error('It caused itself.');
    error.cause = error;
    expect(isPassingFault(error)).toBe(false);
  });
});

describe('patience', () => {
  const QUICK = { minMs: 1, maxMs: 4, tryForMs: 10_000 };

  /** A work that fails so often before it is done. */
  const failing = (times: number, error: Error = BUSY) => {
    const work = {
      tries: 0,
      run: () => {
        work.tries += 1;
        return work.tries > times ? Promise.resolve('done') : Promise.reject(error);
      },
    };
    return work;
  };

  it('does a work again until its faults have passed, and tells of each', async () => {
    const faults: unknown[] = [];
    const work = failing(9);
    expect(await new Patience(QUICK, (error) => faults.push(error)).with(work.run)).toBe('done');
    expect(faults).toEqual(Array(9).fill(BUSY));
  });

  it('throws at once what does not pass', async () => {
    const work = failing(1, badUserInput('Not so.'));
    await expect(new Patience(QUICK).with(work.run)).rejects.toThrow('Not so.');
    expect(work.tries).toBe(1);
  });

  it('waits twice as long each time, up to a limit, half of it at random', async () => {
    const waits: number[] = [];
    const spy = jest.spyOn(global, 'setTimeout');
    try {
      await new Patience({ ...QUICK, maxMs: 8 }, undefined, () => 0).with(failing(6).run);
      await new Patience({ ...QUICK, maxMs: 8 }, undefined, () => 0.5).with(failing(6).run);
      waits.push(...spy.mock.calls.map(([, ms]) => ms ?? 0));
    } finally {
      spy.mockRestore();
    }
    expect(waits).toEqual([0.5, 1, 2, 4, 4, 4, 0.75, 1.5, 3, 6, 6, 6]);
  });

  it('comes to an end', async () => {
    const work = failing(Number.POSITIVE_INFINITY);
    await expect(new Patience({ ...QUICK, tryForMs: 50 }).with(work.run)).rejects.toBe(BUSY);
    expect(work.tries).toBeGreaterThan(3);
  });

  it('ends when nobody wants the work any more', async () => {
    const work = failing(Number.POSITIVE_INFINITY);
    await expect(new Patience(QUICK).with(work.run, () => work.tries < 3)).rejects.toBe(BUSY);
    expect(work.tries).toBe(3);
  });

  it('that is ended ends all waits at once, and tries nothing again', async () => {
    const patience = new Patience({ ...QUICK, minMs: 60_000, maxMs: 60_000 });
    const works = [failing(1), failing(1)];
    const waiting = works.map((work) => patience.with(work.run));
    const ended = Promise.allSettled(waiting);
    await new Promise(setImmediate);
    patience.end();
    expect(await ended).toMatchObject([{ reason: BUSY }, { reason: BUSY }]);
    const late = failing(1);
    await expect(patience.with(late.run)).rejects.toBe(BUSY);
    expect([...works, late].map(({ tries }) => tries)).toEqual([1, 1, 1]);
  });
});
