import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../src/database/database';
import { openDatabase } from '../../src/database/open-database';
import { statement } from '../../src/database/statement';
import type { Unit } from '../../src/database/unit-of-work';
import { entities } from '../../src/entities';
import { refuse } from '../../src/errors';
import { SiteEntity } from '../../src/posts/site.entity';
import { eventually } from '../support/eventually';
import { writeFromOutside } from '../support/other-process';

const siteUrls = statement<{ url: string }>(() => 'SELECT "url" FROM "site" ORDER BY "id"');
const siteAt = statement<{ id: number }>(() => 'SELECT "id" FROM "site" WHERE "url" = :url');
const foreignRows = statement<{ count: number }>(
  () => 'SELECT count(*) AS "count" FROM "foreign_object"',
);

describe("SQLite's unit of work", () => {
  let folder: string;
  let path: string;
  let database: Database;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rejoinder-unit-'));
    path = join(folder, 'test.db');
    database = await openDatabase({ url: `sqlite:${path}`, entities });
  });
  afterEach(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const addSite = (unit: Unit, url: string) =>
    unit.insert(SiteEntity, { url, title: null, isRegistered: false });
  const run = (url: string) => database.units.run((unit) => addSite(unit, url));
  const sites = async () => (await database.reads.all(siteUrls, {})).map(({ url }) => url);
  const outsideRows = async () => (await database.reads.all(foreignRows, {}))[0]?.count ?? 0;
  const sabotage = (text: string) => database.source.query(text);

  /** How many commits the write-ahead log holds: a frame that ends one says how large the file is then. */
  function commits(): number {
    const log = existsSync(`${path}-wal`) ? readFileSync(`${path}-wal`) : Buffer.alloc(0);
    const frame = 24 + (log.length >= 32 ? log.readUInt32BE(8) : 0);
    let count = 0;
    for (let at = 32; at + 24 <= log.length; at += frame)
      if (log.readUInt32BE(at + 4) > 0) count += 1;
    return count;
  }

  it('takes one commit for units that come together', async () => {
    const before = commits();
    await Promise.all(Array.from({ length: 100 }, (_, index) => run(`site-${index}`)));
    expect(await sites()).toHaveLength(100);
    // A commit waits for nobody longer than 20 ms, so on a busy machine there are a few.
    expect(commits() - before).toBeLessThanOrEqual(30);
    const middle = commits();
    for (let index = 0; index < 5; index += 1) await run(`alone-${index}`);
    expect(commits() - middle).toBe(5);
  });

  it('finds the lock free where another process lets go of it for a few milliseconds only', async () => {
    const other = { prefix: 'other', holdMs: 90, restMs: 2, forMs: 10_000 };
    const outside = writeFromOutside(`sqlite:${path}`, other);
    await outside.writing;
    const waits: number[] = [];
    for (let index = 0; index < 7; index += 1) {
      const before = await outsideRows();
      await eventually(async () => (await outsideRows()) > before + 1);
      const began = performance.now();
      await run(`beside-${index}`);
      waits.push(performance.now() - began);
    }
    // A wait ends with the next pause, in which who looks every 100 ms looks once in a second or two.
    expect(waits.reduce((sum, wait) => sum + wait)).toBeLessThan(1_800);
    expect(await outside.done).toBeGreaterThan(20);
  });

  it('runs and answers units in the order in which they came', async () => {
    const ran: number[] = [];
    const answered: number[] = [];
    const numbers = Array.from({ length: 200 }, (_, index) => index);
    await Promise.all(
      numbers.map(async (number) => {
        await database.units.run(async (unit) => {
          ran.push(number);
          await addSite(unit, `site-${number}`);
        });
        answered.push(number);
      }),
    );
    expect(ran).toEqual(numbers);
    expect(answered).toEqual(numbers);
    expect(await sites()).toEqual(numbers.map((number) => `site-${number}`));
  });

  it('answers nobody, not even with a refusal, before the commit', async () => {
    const before = commits();
    const made = run('taken').then(() => commits());
    const refused = database.units
      .run(async (unit) => {
        const [taken] = await unit.all(siteAt, { url: 'taken' });
        if (taken) throw refuse('url', 'TAKEN', 'It is taken.');
      })
      .then(
        () => 'not refused',
        () => commits(),
      );
    expect(await Promise.all([made, refused])).toEqual([before + 1, before + 1]);
  });

  it('undoes a unit that throws, and no other', async () => {
    const answers = await Promise.allSettled([
      run('first'),
      database.units.run(async (unit) => {
        await addSite(unit, 'undone');
        throw refuse('url', 'INVALID', 'No.');
      }),
      run('last'),
      run('first'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'rejected', 'fulfilled', 'rejected'],
    ]);
    expect(await sites()).toEqual(['first', 'last']);
  });

  it('undoes a unit whose last step fails', async () => {
    const failing = database.units.run(async (unit) => {
      await addSite(unit, 'undone');
      unit.beforeCommit(() => Promise.reject(new Error('last step')));
    });
    const [failed, made] = await Promise.allSettled([failing, run('made')]);
    expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'last step' } });
    expect(made.status).toBe('fulfilled');
    expect(await sites()).toEqual(['made']);
  });

  it('runs what comes last before the commit, and what follows it only where there was one', async () => {
    const order: string[] = [];
    const hooked = (name: string, fails: boolean) =>
      database.units
        .run(async (unit) => {
          unit.afterCommit(() => order.push(`${name}: committed`));
          unit.beforeCommit(() => Promise.resolve(void order.push(`${name}: last`)));
          await addSite(unit, name);
          order.push(`${name}: written`);
          if (fails) throw new Error('no');
        })
        .then(
          () => order.push(`${name}: answered`),
          () => order.push(`${name}: failed`),
        );
    await hooked('good', false);
    await hooked('bad', true);
    expect(order).toEqual([
      ...['good: written', 'good: last', 'good: committed', 'good: answered'],
      ...['bad: written', 'bad: failed'],
    ]);
  });

  it.each([
    [
      'the commit fails',
      [
        'CREATE TABLE "promise" ("id" integer PRIMARY KEY)',
        'CREATE TABLE "broken" ("id" integer REFERENCES "promise" ("id") DEFERRABLE INITIALLY DEFERRED)',
        `CREATE TRIGGER "fail" AFTER INSERT ON "site" WHEN NEW."url" LIKE 'bad%'
          BEGIN INSERT INTO "broken" VALUES (1); END`,
      ],
    ],
    [
      'SQLite undoes the whole transaction',
      [
        `CREATE TRIGGER "fail" AFTER INSERT ON "site" WHEN NEW."url" LIKE 'bad%'
          BEGIN SELECT RAISE(ROLLBACK, 'sabotage'); END`,
      ],
    ],
  ])('fails only the unit by which %s', async (_what, statements) => {
    for (const text of statements) await sabotage(text);
    const announced: string[] = [];
    const answers = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) => {
        const url = `${index % 10 === 3 ? 'bad' : 'good'}-${index}`;
        return database.units.run(async (unit) => {
          unit.afterCommit(() => announced.push(url));
          await addSite(unit, url);
        });
      }),
    );
    const failed = answers.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []));
    expect(failed).toEqual([3, 13, 23]);
    expect(await sites()).toHaveLength(27);
    expect([...announced].sort()).toEqual([...(await sites())].sort());
    await run('good-after');
    expect(await sites()).toContain('good-after');
  });

  it('finishes what is in line before it closes', async () => {
    const answers = Promise.all(Array.from({ length: 100 }, (_, index) => run(`site-${index}`)));
    await database.close();
    await answers;
    database = await openDatabase({ url: `sqlite:${path}`, entities });
    expect(await sites()).toHaveLength(100);
  });
});
