import { once } from 'node:events';
import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { get, post } from '../support/http';
import { Scrape } from '../support/metrics';
import { operations } from '../support/operations';
import { Build } from '../support/server-process';

const HTTP = 'http_request_duration_seconds';
const GRAPHQL = 'graphql_operation_duration_seconds';
/** How long a process may take to start, stop and end on a busy machine. */
const PATIENCE_MS = 25_000;

describe('the metrics', () => {
  let app: TestApp;
  let ann: Member;

  /** How much a number rose while something was done. */
  const rise = async (
    act: () => Promise<unknown>,
    name: string,
    labels: Record<string, string> = {},
  ) => {
    const before = (await Scrape.of(app)).value(name, labels) ?? 0;
    await act();
    return ((await Scrape.of(app)).value(name, labels) ?? 0) - before;
  };
  const sql = (text: string) => app.app.database.source.query(text);

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
  });
  afterAll(() => app.close());

  it('are in the text format of Prometheus, by its conventions', async () => {
    const response = await fetch(`${app.url}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const scrape = new Scrape(await response.text());
    for (const [name, { help, type, samples }] of scrape.families) {
      expect(name).toMatch(/^(rejoinder|process|nodejs)_[a-z0-9_]+$/);
      // What every process of Node tells is named by others.
      if (!name.startsWith('rejoinder_')) continue;
      expect(help).toMatch(/^\S.*\.$/);
      expect(['gauge', 'counter', 'histogram']).toContain(type);
      expect(name.endsWith('_total')).toBe(type === 'counter');
      expect(name).not.toMatch(/_(ms|milliseconds|percent|count)$/);
      for (const sample of samples) expect(sample.value).toBeGreaterThanOrEqual(0);
    }
    expect([...scrape.families.keys()].map((name) => name.replace('rejoinder_', ''))).toEqual(
      expect.arrayContaining([
        ...['sockets', 'sockets_refused_total', 'live_subscriptions', 'live_groups'],
        ...['live_deliveries_total', 'live_buffer_overflows_total', 'live_replays_total'],
        ...['live_replayed_entries_total', 'feed_log_head_sequence', 'feed_log_pruned_sequence'],
        ...['feed_tail_sequence', 'feed_tail_lag_entries', 'event_loop_delay_max_seconds'],
        ...['feed_dispatched_sequence', 'feed_dispatch_lag_entries', 'feed_dispatch_lag_seconds'],
        ...[HTTP, GRAPHQL, 'sockets_closed_total'],
        ...['process_resident_memory_bytes', 'process_cpu_seconds_total'],
      ]),
    );
  });

  it('tell of the process under the names that all processes of Node have', async () => {
    const scrape = await Scrape.of(app);
    const { rss } = process.memoryUsage();
    expect(scrape.valueOf('process_resident_memory_bytes')).toBeGreaterThan(rss / 2);
    expect(scrape.valueOf('process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(scrape.valueOf('process_start_time_seconds')).toBeLessThan(Date.now() / 1_000);
    expect(scrape.valueOf('nodejs_heap_size_used_bytes')).toBeGreaterThan(1_000_000);
    expect(scrape.valueOf('nodejs_version_info', { version: process.version })).toBe(1);
    expect(scrape.families.get('nodejs_gc_duration_seconds')?.type).toBe('histogram');
    expect(scrape.families.has('nodejs_eventloop_lag_p99_seconds')).toBe(true);
  });

  it('count each request by method, route and status', async () => {
    const ask = () => post(app, { query: '{ __typename }' });
    const three = async () => [await ask(), await ask(), await ask()];
    const labels = { method: 'POST', route: '/graphql' };
    expect(await rise(three, `${HTTP}_count`, { ...labels, status_code: '200' })).toBe(3);
    const faulty = () => post(app, '{');
    expect(await rise(faulty, `${HTTP}_count`, { ...labels, status_code: '400' })).toBe(1);
    const read = () => get(app, { query: '{ __typename }' });
    expect(await rise(read, `${HTTP}_count`, { method: 'GET', route: '/graphql' })).toBe(1);
    const lost = () => fetch(`${app.url}/nowhere`);
    expect(await rise(lost, `${HTTP}_count`, { route: 'none', status_code: '404' })).toBe(1);
    expect(await rise(ask, `${HTTP}_bucket`, { ...labels, le: '+Inf' })).toBe(1);
    expect(await rise(ask, `${HTTP}_sum`, labels)).toBeGreaterThan(0);
  });

  it.each([
    ['a query', '{ profile(username: "ann") { id } }', ['query', 'profile', 'ok']],
    ['one by another name', '{ a: profile(username: "ann") { id } }', ['query', 'profile', 'ok']],
    ['one field, twice', '{ a: __typename b: __typename }', ['query', '__typename', 'ok']],
    ['several', '{ viewer { id } publicFeed { liveCursor } }', ['query', 'several', 'ok']],
    [
      'fragments',
      'query { ...A } fragment A on Query { ... on Query { viewer { id } } }',
      ['query', 'viewer', 'ok'],
    ],
    ['a mutation', 'mutation { signOut { userErrors { code } } }', ['mutation', 'signOut', 'ok']],
    [
      'what fails',
      'mutation { deleteComment(input: { commentId: "x" }) { comment { id } } }',
      ['mutation', 'deleteComment', 'error'],
    ],
  ])('count %s by its type, field and outcome', async (_name, query, [type, field, outcome]) => {
    const labels = { type: type!, field: field!, outcome: outcome! };
    expect(await rise(() => app.send(query), `${GRAPHQL}_count`, labels)).toBe(1);
    expect(await rise(() => app.send(query), `${GRAPHQL}_count`)).toBe(1);
  });

  it('do not count what was never executed', async () => {
    const refused = async () => {
      for (const query of ['{', '{ nothing }', 'subscription { publicFeed { cursor } }'])
        await app.send(query);
      await app.send('{ __typename }', {}, 'a-dead-token');
    };
    expect(await rise(refused, `${GRAPHQL}_count`)).toBe(0);
  });

  it('repeat nothing that a client sent', async () => {
    const evil = 'evil';
    const headers = {
      'user-agent': evil,
      'x-forwarded-for': evil,
      origin: `https://${evil}.example`,
    };
    await fetch(`${app.url}/${evil}?${evil}`, { headers });
    await fetch(`${app.url}/graphql/${evil}`, { method: 'DELETE', headers });
    await fetch(`${app.url}/graphql`, { method: 'PURGE', headers }).catch(() => undefined);
    await post(
      app,
      { query: `query ${evil} { ${evil}: __typename }`, operationName: evil },
      headers,
    );
    await post(app, { query: `{ ${evil} }` }, headers);
    await get(app, { query: '{ __typename }', [evil]: evil }, headers);
    await app.send(operations.ProfilePage, { username: evil });
    await app.join(evil);
    const scrape = await Scrape.of(app);
    expect(scrape.text).not.toContain(evil);
    const values = (label: string) =>
      new Set(scrape.samples.flatMap(({ labels }) => labels[label] ?? []));
    expect(['GET', 'HEAD', 'POST', 'OPTIONS', 'other']).toEqual(
      expect.arrayContaining([...values('method')]),
    );
    expect(['/', '/graphql', '/health/live', '/health/ready', '/metrics', 'none', '*']).toEqual(
      expect.arrayContaining([...values('route')]),
    );
  });

  it('tell how late the event loop is', async () => {
    const block = () => {
      const end = performance.now() + 200;
      while (performance.now() < end);
    };
    let blocked = await Scrape.of(app);
    await eventually(async () => {
      block();
      blocked = await Scrape.of(app);
      return blocked.value('event_loop_delay_max_seconds')! > 0.15;
    });
    const seconds = blocked.value('event_loop_delay_p50_seconds')!;
    expect(seconds).toBeLessThanOrEqual(blocked.value('event_loop_delay_p99_seconds')!);
  });

  it('are told also while the database does not answer, but for the log', async () => {
    await sql('ALTER TABLE "feed_log_head" RENAME TO "feed_log_head_away"');
    try {
      const scrape = await Scrape.of(app);
      expect(scrape.value('feed_log_head_sequence')).toBeNull();
      expect(scrape.value('feed_tail_lag_entries')).toBeNull();
      expect(scrape.value('sockets')).toBe(0);
    } finally {
      await sql('ALTER TABLE "feed_log_head_away" RENAME TO "feed_log_head"');
    }
    await app.comment(ann, 'https://blog.example/metrics');
    expect((await Scrape.of(app)).value('feed_log_head_sequence')).toBeGreaterThan(0);
    expect(await auditCounts(app)).toEqual([]);
  });

  it('are of one app, though several run in one process', async () => {
    const other = await TestApp.start();
    const act = async () => {
      await other.join('bob');
      await other.send('{ viewer { id } }');
    };
    expect(await rise(act, `${GRAPHQL}_count`)).toBe(0);
    const scrape = await Scrape.of(other);
    expect(scrape.value(`${GRAPHQL}_count`)).toBe(2);
    expect(scrape.value('feed_log_head_sequence')).toBe(0);
    await other.close();
    await Scrape.of(app);
  });

  it('are not served where they are switched off', async () => {
    const other = await TestApp.start({ hasMetrics: false });
    expect((await fetch(`${other.url}/metrics`)).status).toBe(404);
    expect(await other.send('{ __typename }')).toEqual({ data: { __typename: 'Query' } });
    await other.close();
  });
});

describe('an app that was closed', () => {
  let build: Build;
  let database: FreshDatabase;

  beforeAll(async () => {
    build = Build.make();
    database = await freshDatabase();
  }, 120_000);
  afterAll(async () => {
    build.remove();
    await database.drop();
  });

  it('lets its process end by itself', async () => {
    const child = build.script(
      `const { createApp } = require('./app');
      const { readConfig } = require('./config');
      createApp({ ...readConfig(), port: 0 }).then(async (app) => {
        const scrape = await (await fetch(app.url + '/metrics')).text();
        await app.close();
        console.log(scrape.includes('rejoinder_sockets 0'));
      });`,
      { DATABASE_URL: database.url, LOG_LEVEL: 'silent' },
    );
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    const [code] = await once(child, 'close');
    clearTimeout(patience);
    expect({ code, output }).toEqual({ code: 0, output: 'true\n' });
  });
});
