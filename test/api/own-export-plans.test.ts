import { OWN_LISTS, type OwnPart } from '../../src/accounts/own-export.queries';
import type { Database } from '../../src/database/database';
import { openDatabase } from '../../src/database/open-database';
import type { CompiledStatement, Parameters } from '../../src/database/statement';
import { entities } from '../../src/entities';
import { freshDatabase, isPostgres, type FreshDatabase } from '../support/database';
import { explainOnSqlite } from '../support/plan-sqlite';

const COMMENTS = 20_000;
const PAGE = 100;
const AUTHOR = 1;

/** Lists of which one person may have very many. */
const LONG = [
  ...['comments', 'activities', 'notifications', 'followers', 'following', 'favorites'],
  'namesElsewhere',
];
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
    for (const { name, parts } of lists)
      for (const { rows } of parts) {
        const { fullScans } = await explainOnSqlite(database.source, rows.sqlite.text);
        const [first = ''] = await stepsOf(rows.sqlite.text);
        expect([name, fullScans]).toEqual([name, []]);
        expect([name, first]).toEqual([
          name,
          expect.stringMatching(
            /^SEARCH (t USING (INTEGER PRIMARY KEY|PRIMARY KEY .*AND)|f USING INDEX foreign_object_local)/,
          ),
        ]);
      }
  });

  /** The steps of a plan in their order. */
  const stepsOf = async (text: string): Promise<string[]> => {
    const steps: { detail: string }[] = await database.source.query(`EXPLAIN QUERY PLAN ${text}`);
    return steps.map(({ detail }) => detail);
  };

  it('finds the places of every list by whose they are, and walks no table', async () => {
    for (const { name, parts } of OWN_LISTS)
      for (const { places, start } of parts)
        if (isPostgres()) {
          const parameters = { profileId: AUTHOR, after: start };
          const inVain = await readInVain(places.postgres, parameters);
          // Tables of a row or two are read as they are.
          expect([name, inVain < PAGE, inVain]).toEqual([name, true, inVain]);
        } else {
          const steps = await stepsOf(places.sqlite.text);
          const walks = steps.filter((step) => /^(SCAN|SEARCH .*\(\w+[<>])/.test(step));
          expect([name, walks]).toEqual([name, []]);
        }
  });

  it('touches few rows beside its own, however many there are', async () => {
    const [{ rows, places }] = lists.find(({ name }) => name === 'comments')!.parts as [OwnPart];
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

  it('has both what is seen and what was taken back', async () => {
    const idsOf = async (name: string) => {
      const { parts } = OWN_LISTS.find((list) => list.name === name)!;
      const found = parts.map(({ places }) =>
        database.reads.all(places, { profileId: AUTHOR, after: 0 }),
      );
      return (await Promise.all(found)).flat().map(({ place }) => Number(place));
    };
    const own = [5_000, 10_000, 15_000, 20_000, 1, 5_001, 10_001, 15_001];
    for (const name of ['activities', 'notifications']) expect(await idsOf(name)).toEqual(own);
  });

  /** Rows that a statement reads on Postgres and does not tell of. */
  async function readInVain(
    { text, parameters }: CompiledStatement,
    values: Parameters,
  ): Promise<number> {
    const [{ 'QUERY PLAN': plan }] = await database.source.query(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
      parameters.map((name) => values[name]),
    );
    return removedIn(plan[0].Plan);
  }
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
  // Of everything else the author has little, and somebody else much.
  const others = [
    `INSERT INTO "profile" ("id", "username", "usernameKey", "displayName", "isClaimed")
      VALUES (2, 'b', 'b', 'B', TRUE)`,
    `INSERT INTO "activity" ("id", "type", "actorId", "occurredAt", "isVisible", "postId", "commentId")
      ${series} SELECT i, 'COMMENT', CASE WHEN i % 5000 < 2 THEN 1 ELSE 2 END, i, i % 2 = 0, 1, i FROM n`,
    `INSERT INTO "notification" ("id", "recipientId", "activityId", "actorId", "reason", "createdAt", "isVisible")
      ${series} SELECT i, CASE WHEN i % 5000 < 2 THEN 1 ELSE 2 END, i, 2, 'REPLY', i, i % 2 = 0 FROM n`,
    `INSERT INTO "foreign_object" ("foreignId", "kind", "localId")
      ${series} SELECT 'https://elsewhere.example/' || i, 'ACTIVITY', i FROM n`,
  ];
  for (const text of [...statements, ...others]) await source.query(text);
  // Nobody analyzes a SQLite database.
  if (isPostgres()) await source.query('ANALYZE');
}
