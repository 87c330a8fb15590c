import { statement, type Queryable } from '../../src/database/statement';
import { writeAll, type Write } from '../../src/database/writes';

const write = statement<never>(() => 'UPDATE "site" SET "title" = :title');

/** A database that does one write after the other when it is told to, and what happened in which order. */
class SlowDatabase implements Queryable {
  readonly events: string[] = [];
  private readonly running: ((error: Error | null) => void)[] = [];

  all<Row>(_query: unknown, parameters: object): Promise<Row[]> {
    const { title } = parameters as { title: string };
    this.events.push(`begin ${title}`);
    return new Promise((resolve, reject) => {
      this.running.push((error) => {
        this.events.push(`end ${title}`);
        if (error) reject(error);
        else resolve([]);
      });
    });
  }

  async finish(error: Error | null = null): Promise<void> {
    this.running.shift()?.(error);
    await new Promise(setImmediate);
  }

  *writes(titles: string, fails: string | null = null): Generator<Write> {
    for (const title of titles) {
      this.events.push(`ready ${title}`);
      if (title === fails) throw new Error(`no ${title}`);
      yield { statement: write, parameters: { title } };
    }
  }
}

describe('writes of a unit', () => {
  it('are run in their order, each made ready while the one before is run', async () => {
    const database = new SlowDatabase();
    const written = writeAll(database, database.writes('abc'));
    await new Promise(setImmediate);
    for (let count = 0; count < 3; count += 1) await database.finish();
    await written;
    expect(database.events).toEqual([
      ...['ready a', 'begin a', 'ready b', 'end a', 'begin b', 'ready c', 'end b', 'begin c'],
      'end c',
    ]);
  });

  it('are not run once one has failed', async () => {
    const database = new SlowDatabase();
    const written = writeAll(database, database.writes('abc')).catch((error: unknown) => error);
    await new Promise(setImmediate);
    await database.finish(new Error('refused'));
    expect(await written).toEqual(new Error('refused'));
    expect(database.events).toEqual(['ready a', 'begin a', 'ready b', 'end a']);
  });

  it('have ended when it is told that one could not be made ready', async () => {
    const database = new SlowDatabase();
    const written = writeAll(database, database.writes('abc', 'b')).then(
      () => database.events.push('done'),
      (error: unknown) => database.events.push(String(error)),
    );
    await new Promise(setImmediate);
    expect(database.events).toEqual(['ready a', 'begin a', 'ready b']);
    await database.finish();
    await written;
    expect(database.events).toEqual(['ready a', 'begin a', 'ready b', 'end a', 'Error: no b']);
  });
});
