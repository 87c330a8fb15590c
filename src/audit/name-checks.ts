import { statement, type Queryable } from '../database/statement';
import { searchTerms } from '../profiles/fold';
import { usernameKey } from '../profiles/username';
import type { Check, Difference, Findings } from './check';

interface NamesRow {
  readonly id: number;
  readonly username: string;
  readonly usernameKey: string;
  readonly displayName: string;
  readonly isDeleted: boolean | number;
  /** One of those that search finds it by. */
  readonly term: string | null;
}

const AT_ONCE = 500;

const names = statement<NamesRow>(
  () => `SELECT p."id", p."username", p."usernameKey", p."displayName", p."isDeleted", t."term"
    FROM (SELECT * FROM "profile" WHERE "id" > :after ORDER BY "id" LIMIT ${AT_ONCE}) AS p
    LEFT JOIN "profile_term" AS t ON t."profileId" = p."id" ORDER BY p."id", t."term"`,
);

/** What is folded from names: only the program itself can do that, so profiles are read page by page. */
export const NAME_CHECKS: readonly Check[] = [
  byProfile('profile.usernameKey', (rows) => {
    const [{ username, usernameKey: actual }] = rows;
    return { actual, expected: usernameKey(username) };
  }),
  byProfile('search terms of profile', (rows) => {
    const [{ username, displayName, isDeleted }] = rows;
    return {
      actual: listed(rows.flatMap(({ term }) => term ?? [])),
      expected: listed(isDeleted ? [] : searchTerms(username, displayName)),
    };
  }),
];

const listed = (terms: readonly string[]): string => JSON.stringify([...terms].sort());

type RowsOfOne = readonly [NamesRow, ...NamesRow[]];

function byProfile(
  what: string,
  judge: (rows: RowsOfOne) => Pick<Difference, 'actual' | 'expected'>,
): Check {
  return {
    what,
    find: async (on, limit) => {
      let total = 0;
      const first: Difference[] = [];
      for await (const rows of profilesOf(on)) {
        const { actual, expected } = judge(rows);
        if (actual === expected) continue;
        total += 1;
        if (first.length < limit) first.push({ what, id: rows[0].id, actual, expected });
      }
      return { total, first } satisfies Findings;
    },
  };
}

/** Each profile with its terms, by id. */
async function* profilesOf(on: Queryable): AsyncGenerator<RowsOfOne> {
  for (let after = 0; ;) {
    const rows = await on.all(names, { after });
    if (rows.length === 0) return;
    const byId = new Map<number, [NamesRow, ...NamesRow[]]>();
    for (const row of rows) {
      const others = byId.get(row.id);
      if (others) others.push(row);
      else byId.set(row.id, [row]);
    }
    yield* byId.values();
    after = rows.at(-1)?.id ?? after;
  }
}
