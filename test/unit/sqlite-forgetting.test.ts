import 'reflect-metadata';
import { readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from '../../src/database/database';
import { openDatabase } from '../../src/database/open-database';
import { entities } from '../../src/entities';
import { scratchFolder } from '../support/database';
import { Random } from '../support/random';

const MANY = 12_000;

describe('a SQLite database that is to forget', () => {
  const path = `${scratchFolder()}/rejoinder.db`;
  let database: Database;

  beforeAll(async () => {
    database = await openDatabase({ url: `sqlite:${path}`, entities });
  });
  afterAll(async () => {
    await database.close();
    rmSync(dirname(path), { recursive: true });
  });

  const traces = () =>
    ['', '-wal'].map((end) => readFileSync(path + end, 'latin1').split('zebsecret').length - 1);

  it('holds nothing of what is deleted, nor of copies that were left where rows moved', async () => {
    const { source } = database;
    await source.query('CREATE TABLE "kept" ("term" text PRIMARY KEY) WITHOUT ROWID');
    const random = new Random(7);
    // In no order, so that pages are divided, and their rows moved about.
    for (let start = 0; start < MANY; start += 300) {
      const terms = Array.from({ length: 300 }, (_, index) => {
        const word = (start + index) % 40 === 0 ? 'zebsecret' : 'plainword';
        return `('${random.below(2 ** 48).toString(36)}-${word}-${'x'.repeat(random.below(90))}')`;
      });
      await source.query(`INSERT OR IGNORE INTO "kept" VALUES ${terms.join(', ')}`);
    }
    await source.query(`DELETE FROM "kept" WHERE "term" LIKE '%zebsecret%'`);
    expect(await database.forget()).toBe(true);
    const [before] = traces();
    expect(before).toBeLessThan(MANY / 40);
    await database.rewrite();
    expect(await database.forget()).toBe(true);
    expect(traces()).toEqual([0, 0]);
    expect(readFileSync(`${path}-wal`)).toHaveLength(0);
  });
});
