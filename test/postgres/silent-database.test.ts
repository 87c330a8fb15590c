import 'reflect-metadata';
import { Client } from 'pg';
import { openDatabase } from '../../src/database/open-database';
import { isPassingFault } from '../../src/database/passing-fault';
import { entities } from '../../src/entities';
import { readLogHead } from '../../src/feed/feed-log.queries';
import { TestApp } from '../support/app';
import { newDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { FlakyProxy } from '../support/flaky-proxy';
import { operations } from '../support/operations';
import { Build } from '../support/server-process';

describe('a database that does not answer', () => {
  it('is given up by reads after a while, and read by new connections when it answers again', async () => {
    const fresh = await newDatabase();
    const proxy = await FlakyProxy.before(fresh.url.replace(/^postgres/, 'http'));
    const url = new URL(fresh.url);
    url.port = new URL(proxy.url).port;
    const database = await openDatabase({ url: url.href, entities, readTimeoutMs: 500 });
    const before = await readLogHead(database.reads);
    proxy.stall();
    const refused = await readLogHead(database.reads).catch((error: unknown) => error);
    expect([refused, isPassingFault(refused)]).toEqual([expect.any(Error), true]);
    proxy.flow();
    await eventually(() =>
      readLogHead(database.reads).then(
        () => true,
        () => false,
      ),
    );
    expect(await readLogHead(database.reads)).toEqual(before);
    await database.close();
    await proxy.close();
    await fresh.drop();
  });

  it('keeps no server from ending within ten seconds of being told to', async () => {
    const app = await TestApp.start();
    const ann = await app.join('ann');
    const build = Build.make();
    const server = await build.start(app.databaseUrl, { LOG_LEVEL: 'fatal' });
    const holder = new Client({ connectionString: app.databaseUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE "comment"');
    const body = JSON.stringify({
      query: operations.AddComment,
      variables: { input: { postUrl: 'https://blog.example/1', body: 'Words' } },
    });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${ann.token}` };
    const answer = fetch(`${server.url}/graphql`, { method: 'POST', headers, body }).catch(
      () => null,
    );
    const waiting = `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND relation = '"comment"'::regclass`;
    await eventually(async () => (await holder.query<{ n: number }>(waiting)).rows[0]!.n > 0);
    const began = performance.now();
    const code = await server.stop();
    expect(code).toBe(1);
    expect(performance.now() - began).toBeLessThan(20_000);
    await holder.query('ROLLBACK');
    await holder.end();
    await answer;
    build.remove();
    await app.close();
  }, 60_000);
});
