import { closeSync, openSync, readFileSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PASSWORD, TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { freshDatabase, scratchFolder, type FreshDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { leaver, listLeaver, type Leaver } from '../support/leaver';
import { operations } from '../support/operations';
import { Build } from '../support/server-process';
import { tracesIn, tracesOf } from '../support/traces';

const MANY = 600;

/** A server that is killed while somebody's words go, and what the next one makes of it. */
describe('a deletion in the midst of which the server is killed', () => {
  let build: Build;
  let database: FreshDatabase;
  let left: Leaver;
  let app: TestApp | null = null;
  let child: ChildProcess | null = null;
  const logPath = join(scratchFolder(), 'server.log');

  beforeAll(async () => {
    build = Build.make();
    database = await freshDatabase();
    const first = await TestApp.on(database);
    const [bob, cat] = [await first.join('bob'), await first.join('cat')];
    left = await leaver(first, [bob, cat]);
    for (let index = 0; index < MANY; index += 50)
      await Promise.all(
        Array.from({ length: 50 }, (_, at) =>
          first.comment(left.member, 'https://blog.example/many', `manywords ${index + at}`),
        ),
      );
    await listLeaver(first, left);
    await first.stop();
  }, 120_000);
  afterAll(async () => {
    child?.kill('SIGKILL');
    await app?.close();
    build.remove();
  });

  /** Starts a server of which everything that it says is kept. */
  async function start(): Promise<string> {
    const log = openSync(logPath, 'a');
    child = build.logging(database.url, log);
    closeSync(log);
    const before = readFileSync(logPath, 'utf8').length;
    const urlOf = () => /http:\/\/[^/\s"]+/.exec(readFileSync(logPath, 'utf8').slice(before))?.[0];
    await eventually(() => urlOf() !== undefined);
    return urlOf() ?? '';
  }

  const ask = (url: string, query: string, variables: object, by: Member | null) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(by && { authorization: `Bearer ${by.token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });

  it('is ended by the next server, and leaves no trace, in the log neither', async () => {
    const url = await start();
    const input = { password: PASSWORD, words: 'REMOVE' };
    const answer = ask(url, operations.DeleteAccount, { input }, left.member).catch(() => null);
    const countOf = async () => {
      const response = await ask(
        url,
        '{ post(url: "https://blog.example/many") { commentCount } }',
        {},
        null,
      );
      return ((await response.json()) as any).data.post.commentCount as number;
    };
    await eventually(async () => (await countOf()) < MANY);
    const killed = once(child!, 'exit');
    child!.kill('SIGKILL');
    await killed;
    await answer;

    const second = await start();
    await ask(
      second,
      operations.SignIn,
      { input: { identifier: 'zebulonia', password: PASSWORD } },
      null,
    );
    const stopped = once(child!, 'exit');
    child!.kill('SIGTERM');
    await stopped;

    app = await TestApp.on(database);
    const { source } = app.app.database;
    await eventually(async () => (await source.query('SELECT * FROM "departure"')).length === 0);
    await app.app.services.departures.settled();
    expect(await auditCounts(app)).toEqual([]);
    const secrets = [...left.secrets, ...left.words, 'manywords'];
    expect(await tracesOf(app, secrets)).toEqual([]);
    expect(tracesIn('log', readFileSync(logPath), secrets)).toEqual([]);
    expect(readFileSync(logPath, 'utf8').length).toBeGreaterThan(0);
  }, 120_000);
});
