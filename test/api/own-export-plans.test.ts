import { OWN_LISTS } from '../../src/accounts/own-export.queries';
import type { Database } from '../../src/database/database';
import { openDatabase } from '../../src/database/open-database';
import { entities } from '../../src/entities';
import { freshDatabase, isPostgres, type FreshDatabase } from '../support/database';
import { explainOnSqlite } from '../support/plan-sqlite';

const COMMENTS = 20_000;
const PAGE = 100;
const AUTHOR = 1;

/** Lists of which one person may have very many. */
const LONG = ['comments', 'activities', 'notifications', 'followers', 'following', 'favorites'];
const lists = OWN_LISTS.filter(({ name }) => LONG.includes(name));

describe('a page of an export', () => {
  let fresh: FreshDatabase;
  let database: Database;

  beforeAll(async () => {
    fresh = await freshDatabase();
    database = await openDatabase({ url: fresh.url, entities });
    await fill(database);
  });
  afterAll(async () => {
    await database.close();
    await fresh.drop();
  });

  it('is found by the places of its rows, and sorts nothing else', async () => {
    expect(lists).toHaveLength(LONG.length);
    if (isPostgres()) return;
    for (const { name, rows } of lists) {
      const { fullScans } = await explainOnSqlite(database.source, rows.sqlite.text);
      const steps: { detail: string }[] = await database.source.query(
        `EXPLAIN QUERY PLAN ${rows.sqlite.text}`,
      );
      const [first = ''] = steps.map(({ detail }) => detail);
      expect([name, fullScans]).toEqual([name, []]);
      expect([name, first]).toEqual([
        name,
        expect.stringMatching(/^SEARCH t USING (INTEGER PRIMARY KEY|PRIMARY KEY .*AND)/),
      ]);
    }
  });

  it('touches few rows beside its own, however many there are', async () => {
    const { rows, places } = lists.find(({ name }) => name === 'comments')!;
    const found = await database.reads.all(places, { profileId: AUTHOR, after: 0 });
    expect(found).toHaveLength(10_000);
    const page = found.slice(5_000, 5_000 + PAGE).map(({ place }) => Number(place));
    const told = await database.reads.all(rows, { profileId: AUTHOR, places: page });
    expect(told.map(({ id }) => id)).toEqual(page);
    if (!isPostgres()) return;
    const [{ 'QUERY PLAN': plan }] = await database.source.query(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${rows.postgres.text}`,
      rows.postgres.parameters.map((name) => (name === 'places' ? page : AUTHOR)),
    );
    expect(JSON.stringify(plan)).not.toContain('Seq Scan on comment');
    expect(removedIn(plan[0].Plan)).toBeLessThan(PAGE);
  });
});

interface Step {
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly Step[];
}

/** Rows that were read in vain. */
function removedIn({ Plans = [], ...step }: Step): number {
  const own = (step['Rows Removed by Filter'] ?? 0) + (step['Rows Removed by Index Recheck'] ?? 0);
  return Plans.reduce((sum, inner) => sum + removedIn(inner), own);
}

async function fill({ source }: Database): Promise<void> {
  const series = `WITH RECURSIVE n(i) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < ${COMMENTS})`;
  const statements = [
    `INSERT INTO "profile" ("id", "username", "usernameKey", "displayName", "isClaimed")
      VALUES (1, 'a', 'a', 'A', TRUE)`,
    `INSERT INTO "site" ("id", "url", "isRegistered") VALUES (1, 'https://blog.example/', TRUE)`,
    `INSERT INTO "post" ("id", "siteId", "url") VALUES (1, 1, 'https://blog.example/page')`,
    `INSERT INTO "comment" ("id", "postId", "authorId", "body", "bodyFormat", "bodyHtml", "status", "createdAt", "isVisible", "isListed")
      ${series} SELECT i, 1, 1, 'Words', 'MARKDOWN', 'Words', 'PUBLISHED', i, i % 50 <> 0, i % 50 <> 0 FROM n`,
  ];
  for (const text of statements) await source.query(text);
}
