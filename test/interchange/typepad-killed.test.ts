import 'reflect-metadata';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UnitOfWork } from '../../src/database/unit-of-work';
import { TestApp } from '../support/app';
import { dump } from '../support/import';
import { Random } from '../support/random';
import { Build } from '../support/server-process';
import { comment, entry, importExportTexts, typepadProfile } from '../support/typepad';

/** Several blogs, whose people meet again and again: under ids, addresses and names. */
function blogs(): string[] {
  const draw = new Random(11);
  const below = (limit: number) => draw.below(limit);
  const signature = (person: number, name: string) =>
    [
      { name, url: typepadProfile(`6p${person}`) },
      { name, email: `p${person}@mail.org`, url: `https://p${person}.example` },
      { name: `Person ${person % 10}` },
    ][person % 3] ?? { name };
  return ['ann', 'ben', 'cleo'].map((blog) =>
    Array.from({ length: 25 }, (_none, index) =>
      entry(
        `${index}`,
        {
          author: blog,
          url: `https://${blog}.example/weblog/2010/10/${index}.html`,
          ...(index % 9 === 4 && { more: 'STATUS: Draft' }),
        },
        Array.from({ length: index === 7 ? 150 : below(12) }, (_comment, place) => {
          const person = below(60);
          const date = `10/${10 + below(19)}/2010 09:${10 + below(49)}:00 AM`;
          return comment(`words ${place}`, {
            ...signature(person, `P ${person}.${below(3)}`),
            date,
          });
        }),
      ),
    ).join(''),
  );
}

/** The rows without the ids, which another number of units may draw otherwise on Postgres. */
async function made(app: TestApp): Promise<Record<string, string[]>> {
  const queries = {
    people: `SELECT p."username", p."displayName", p."homepageUrl", p."commentCount", i."kind", i."value", i."namedAt"
      FROM "profile" AS p JOIN "identity" AS i ON i."profileId" = p."id"`,
    terms: `SELECT t."term", p."username" FROM "profile_term" AS t JOIN "profile" AS p ON p."id" = t."profileId"`,
    comments: `SELECT s."key", s."position", s."name", c."body", c."bodyHtml", c."createdAt", p."url", p."commentCount", a."username"
      FROM "comment" AS c JOIN "comment_source" AS s ON s."commentId" = c."id"
      JOIN "post" AS p ON p."id" = c."postId" JOIN "profile" AS a ON a."id" = c."authorId"`,
    posts: `SELECT p."url", p."title", p."publishedAt", s."header", d."address", e."text", site."url" AS site
      FROM "post" AS p JOIN "post_source" AS s ON s."postId" = p."id" JOIN "post_address" AS d ON d."postId" = p."id"
      JOIN "post_section" AS e ON e."postId" = p."id" JOIN "site" AS site ON site."id" = p."siteId"`,
    activities: `SELECT a."type", a."occurredAt", p."username" FROM "activity" AS a JOIN "profile" AS p ON p."id" = a."actorId"`,
  };
  const all: Record<string, string[]> = {};
  for (const [name, query] of Object.entries(queries)) {
    const rows: unknown[] = await app.app.database.source.query(query);
    all[name] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return all;
}

describe('an import that is killed', () => {
  const texts = blogs();
  let expected: Record<string, string[]>;
  beforeAll(async () => {
    const app = await TestApp.start();
    await importExportTexts(app, texts);
    expected = await made(app);
    await app.close();
  });

  // A unit is written whole or not at all: to be killed is to end after some unit, wherever the process was.
  it('at any of twenty random moments ends, once it is run again, as one that was left alone', async () => {
    const app = await TestApp.start();
    const draw = new Random(23);
    let ended = 0;
    for (let round = 0; round < 20; round += 1) {
      let left = 1 + draw.below(10);
      const { units } = app.app.database;
      const mortal: UnitOfWork = {
        run: (work) => {
          if ((left -= 1) < 0) return Promise.reject(new Error('killed'));
          return units.run(work);
        },
      };
      await importExportTexts(app, texts, { units: mortal }).catch(() => (ended += 1));
    }
    expect(ended).toBeGreaterThan(5);
    await importExportTexts(app, texts);
    expect(await made(app)).toEqual(expected);
    const before = await dump(app);
    await importExportTexts(app, texts, { zone: 'Asia/Tokyo' });
    expect(await dump(app)).toEqual(before);
    await app.close();
  });

  it('by SIGKILL goes on where it was, and the command says what it did', async () => {
    const build = Build.make();
    const folder = mkdtempSync(join(tmpdir(), 'rejoinder-typepad-'));
    const paths = texts.map((text, index) => {
      const path = join(folder, `${index + 1}.txt`);
      writeFileSync(path, text);
      return path;
    });
    const app = await TestApp.start();
    const variables = { DATABASE_URL: app.databaseUrl };
    const words = ['import', 'typepad', ...paths];
    const countOf = async () => {
      const [row] = await app.app.database.source.query('SELECT count(*) AS n FROM "comment"');
      return Number(row.n);
    };
    const child = build.command(words, variables);
    const exit = once(child, 'exit');
    while (child.exitCode === null && (await countOf()) < 100);
    child.kill('SIGKILL');
    await exit;
    const report = join(folder, 'report.json');
    const rest = await build.run([...words, '--report', report], variables);
    expect(rest).toMatchObject({ code: 0, stderr: '' });
    expect(rest.stdout).toMatch(/Drafts passed over: +9\n/);
    expect(await made(app)).toEqual(expected);
    const { read, findings } = JSON.parse(readFileSync(report, 'utf8'));
    expect(read).toMatchObject({ entries: 75, drafts: 9 });
    expect(findings.length).toBeGreaterThan(9);
    const again = await build.run([...words, '--time-zone', 'Europe/London'], variables);
    expect(again.stdout).toContain('All of it was there already: nothing changed.');
    const out = await build.run(
      ['export', 'typepad', '--site', 'https://ben.example/weblog'],
      variables,
    );
    expect(out.stdout.match(/^UNIQUE URL/gm)).toHaveLength(22);
    await app.close();
    build.remove();
    rmSync(folder, { recursive: true });
  }, 120_000);
});
