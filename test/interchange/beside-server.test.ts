import 'reflect-metadata';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestApp } from '../support/app';
import { auditCounts } from '../support/audit';
import { Foreigner } from '../support/import';
import { Build } from '../support/server-process';

const COUNT = 1_000;

/** An archive with a bit of everything, the newest first. */
function archive(): string {
  const people = Array.from({ length: 40 }, (_none, index) => new Foreigner(`person${index}`));
  const of = (index: number) => people[index % people.length]!;
  const said: any[] = [];
  const acts: unknown[] = people.map((person) => person.actor);
  for (let index = 0; index < COUNT; index += 1) {
    const person = of(index * 7);
    const url = `https://blog${index % 9}.example/${index % 300}`;
    const parent = index % 3 === 0 && said.length > 0 ? said[(index * 31) % said.length].id : url;
    const act = person.says(`Words ${index}`, parent, { replies: { totalItems: index % 4 } });
    said.push(act.object);
    acts.push(act);
    if (index % 10 === 0) acts.push(person.does('Follow', of(index + 3).id));
    if (index % 10 === 1) acts.push(of(index).does('Like', said[(index * 13) % said.length].id));
    if (index % 50 === 2) acts.push(person.does('Delete', act.object && (act.object as any).id));
    if (index % 50 === 3)
      acts.push(person.does('Update', { ...(act.object as any), content: `Edited ${index}` }));
  }
  return acts
    .toReversed()
    .map((act) => JSON.stringify(act))
    .join('\n');
}

/** What the import made, told without the ids that another run may give. */
async function made(app: TestApp): Promise<Record<string, string[]>> {
  const queries = {
    profiles: `SELECT "username", "displayName", "followerCount", "followingCount", "commentCount"
      FROM "profile" JOIN "identity" ON "profileId" = "profile"."id"`,
    comments: `SELECT f."foreignId", c."body", c."createdAt", c."isVisible", c."isListed", c."replyCount",
        c."lostReplyCount", c."listedReplyCount", c."favoriteCount", post."url", post."commentCount", k."foreignId" AS parent
      FROM "foreign_object" AS f JOIN "comment" AS c ON c."id" = f."localId"
        JOIN "post" ON post."id" = c."postId"
        LEFT JOIN "foreign_object" AS k ON k."localId" = c."inReplyToId" AND k."kind" = 'COMMENT'
      WHERE f."kind" = 'COMMENT'`,
    activities: `SELECT a."type", actor."username", a."occurredAt", a."isVisible", subject."username" AS subject
      FROM "activity" AS a JOIN "profile" AS actor ON actor."id" = a."actorId"
        JOIN "identity" ON "profileId" = actor."id"
        LEFT JOIN "profile" AS subject ON subject."id" = a."subjectProfileId"`,
    follows: `SELECT a."username" AS a, b."username" AS b, "followedAt" FROM "follow"
      JOIN "profile" AS a ON a."id" = "followerId" JOIN "profile" AS b ON b."id" = "followeeId"`,
    names: `SELECT "foreignId", "kind" FROM "foreign_object" WHERE "kind" <> 'WAITING'`,
  };
  const all: Record<string, string[]> = {};
  for (const [name, query] of Object.entries(queries)) {
    const rows: unknown[] = await app.app.database.source.query(query);
    all[name] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return all;
}

describe('an import in a process of its own, beside a running server', () => {
  const build = Build.make();
  const folder = mkdtempSync(join(tmpdir(), 'rejoinder-import-'));
  const path = join(folder, 'archive.jsonl');
  const words = ['import', 'activitystreams', path];
  beforeAll(() => writeFileSync(path, archive()));
  afterAll(() => {
    build.remove();
    rmSync(folder, { recursive: true });
  });

  const countOf = async (app: TestApp, table: string): Promise<number> => {
    const [row] = await app.app.database.source.query(`SELECT count(*) AS n FROM "${table}"`);
    return Number(row.n);
  };

  it('killed half-way, again and again, ends as one that was left alone', async () => {
    const undisturbed = await TestApp.start();
    const whole = await build.run(words, { DATABASE_URL: undisturbed.databaseUrl });
    expect(whole.code).toBe(0);
    expect(whole.stdout).not.toMatch(/Refused|damaged/);
    const expected = await made(undisturbed);
    expect(expected.comments).toHaveLength(COUNT);
    expect(await auditCounts(undisturbed)).toEqual([]);
    await undisturbed.close();

    const app = await TestApp.start();
    for (const reached of [100, 400, 700]) {
      const child = build.command(words, { DATABASE_URL: app.databaseUrl });
      const exit = once(child, 'exit');
      while (child.exitCode === null && (await countOf(app, 'comment')) < reached);
      child.kill('SIGKILL');
      expect(await exit).toEqual([null, 'SIGKILL']);
    }
    expect(await countOf(app, 'comment')).toBeLessThan(COUNT);
    const again = await build.run(words, { DATABASE_URL: app.databaseUrl });
    expect(again.code).toBe(0);
    expect(await made(app)).toEqual(expected);
    expect(await auditCounts(app)).toEqual([]);
    await app.close();
  }, 180_000);

  it('does not make its writes fail, nor wait long, and is not made to fail by them', async () => {
    const app = await TestApp.start();
    const ann = await app.join('ann');
    const importing = build.run(words, { DATABASE_URL: app.databaseUrl });
    const state = { isDone: false };
    void importing.finally(() => (state.isDone = true));
    while (!state.isDone && (await countOf(app, 'comment')) === 0);
    const waits: number[] = [];
    while (!state.isDone) {
      const began = performance.now();
      await app.comment(ann, `https://blog${waits.length % 9}.example/${waits.length % 300}`);
      waits.push(performance.now() - began);
    }
    const { code, stdout } = await importing;
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/Refused|damaged/);
    expect(waits.length).toBeGreaterThan(10);
    // A writer waits for one batch, and SQLite looks for its turn every 100 ms at most; the rest is a busy machine.
    expect(waits.sort((a, b) => a - b)[Math.floor(waits.length / 2)]).toBeLessThan(1_000);
    expect(await countOf(app, 'comment')).toBe(COUNT + waits.length);
    expect(await auditCounts(app)).toEqual([]);
    await app.close();
  }, 180_000);
});
