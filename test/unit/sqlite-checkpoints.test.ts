import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../src/database/database';
import { openDatabase } from '../../src/database/open-database';
import { statement } from '../../src/database/statement';
import { entities } from '../../src/entities';
import { SiteEntity } from '../../src/posts/site.entity';

const MB = 1e6;
const UNIT = 2 * MB;
const UNITS = 60;

const written = statement<{ count: number; bytes: number }>(
  () => `SELECT count(*) AS "count", sum(length("title")) AS "bytes" FROM "site"`,
);

describe.each([
  ['for good', { isRepeatable: false, least: 4 * MB }],
  ['what can be written again', { isRepeatable: true, least: 16 * MB }],
])('the write-ahead log of who writes %s', (_what, { isRepeatable, least }) => {
  let folder: string;
  let path: string;
  let database: Database;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rejoinder-checkpoints-'));
    path = join(folder, 'test.db');
    database = await openDatabase({ url: `sqlite:${path}`, entities, isRepeatable });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (on: Database, url: string, length: number) =>
    on.units.run((unit) =>
      unit.insert(SiteEntity, { url, title: 'x'.repeat(length), isRegistered: false }),
    );

  it('is moved beside the writer, also where another writes, and begins anew', async () => {
    const other = await openDatabase({ url: `sqlite:${path}`, entities });
    let longest = 0;
    for (let unit = 0; unit < UNITS; unit += 1) {
      await write(database, `unit-${unit}`, UNIT);
      if (unit % 10 === 5) await write(other, `other-${unit}`, 1);
      longest = Math.max(longest, statSync(`${path}-wal`).size);
    }
    // 16,000 pages, and what was written while they were moved.
    expect(longest).toBeLessThan(100 * MB);
    expect(longest).toBeGreaterThan(least);
    expect(statSync(path).size).toBeGreaterThan(UNIT * 10);
    const [row] = await other.reads.all(written, {});
    expect(row).toEqual({ count: UNITS + 6, bytes: UNITS * UNIT + 6 });
    await other.close();
    await database.close();
    expect(statSync(path).size).toBeGreaterThan(UNIT * UNITS);
    expect(() => statSync(`${path}-wal`)).toThrow('ENOENT');
  });

  it('grows on, and loses nothing, while somebody reads what was there before', async () => {
    const reading = await openDatabase({ url: `sqlite:${path}`, entities });
    await write(database, 'first', 1);
    await reading.source.query('BEGIN');
    const counted = () => reading.source.query('SELECT count(*) AS "count" FROM "site"');
    expect(await counted()).toEqual([{ count: 1 }]);
    for (let unit = 0; unit < UNITS; unit += 1) await write(database, `unit-${unit}`, UNIT);
    expect(await counted()).toEqual([{ count: 1 }]);
    await reading.source.query('COMMIT');
    expect(await counted()).toEqual([{ count: 1 + UNITS }]);
    await database.close();
    await reading.close();
    expect(statSync(path).size).toBeGreaterThan(UNIT * UNITS);
  });
});
