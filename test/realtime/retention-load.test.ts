import { FeedLogRetention } from '../../src/live/retention';
import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { eventually } from '../support/eventually';
import { LiveFeed } from '../support/live';
import { appendEntries, bounds, notePruning, pruningSteps } from '../support/pruning';

const URL = 'https://blog.example/retention-load';
const RETENTION_MS = 2_000;
const ENTRIES = 20_000;
const MAX_BATCH = 500;

describe('while the feed log is pruned', () => {
  let app: TestApp;
  let members: Member[];
  let now = 0;

  beforeEach(async () => {
    now = Date.now();
    app = await TestApp.start({ feedLogRetentionMs: RETENTION_MS }, { clock: () => now });
    members = await Promise.all(['ann', 'bob', 'cat', 'dan'].map((name) => app.join(name)));
    await app.comment(members[0]!, URL);
    await appendEntries(app, ENTRIES - 1, now);
    await notePruning(app);
    // A node that is pruned past ends its subscriptions.
    await eventually(() => app.app.stats.tailPosition === ENTRIES);
  });
  afterEach(() => app.close());

  /** Each step begins where another ended, deletes something, and never much. @returns how far the log reached at each */
  const checkSteps = async () => {
    const steps = await pruningSteps(app);
    let end = 0;
    for (const { from, to, surplus } of steps) {
      expect(from).toBe(end);
      expect(to - from).toBeGreaterThan(0);
      expect(to - from).toBeLessThanOrEqual(MAX_BATCH);
      expect(surplus).toBe(0);
      end = to;
    }
    expect(end).toBe(ENTRIES);
    return steps.map(({ head }) => head);
  };

  it('writers write on, and a subscriber misses nothing', async () => {
    const feed = await LiveFeed.open(app, 'LivePublicFeed');
    now += RETENTION_MS + 1;
    let isDone = false;
    const made: string[] = [];
    const write = async (by: Member) => {
      while (!isDone) {
        const { id } = await app.comment(by, URL);
        made.push(id);
        const edit = { commentId: id, body: `Edited ${id}` };
        expect(await app.mutate('EditComment', edit, by)).toMatchObject({ userErrors: [] });
      }
    };
    const writing = Promise.all([...members, ...members].map(write));
    await eventually(async () => (await bounds(app)).pruned.sequence === ENTRIES);
    isDone = true;
    await writing;

    const heads = await checkSteps();
    // They wrote between the steps, not only before and after all of them.
    expect(new Set(heads).size).toBeGreaterThan(5);
    const events = await feed.take(2 * made.length);
    const added = events.filter(({ __typename }) => __typename === 'ActivityAdded');
    expect(added.map(({ activity }) => activity.comment.id).sort()).toEqual([...made].sort());
    expect(await auditCounts(app)).toEqual([]);
    await feed.close();
  });

  it('by several nodes at once, none fails and none does it twice', async () => {
    const second = await TestApp.on({ url: app.databaseUrl, drop: () => Promise.resolve() });
    const faults: unknown[] = [];
    const options = {
      ...{ retentionMs: RETENTION_MS, clock: () => now },
      onFault: (error: unknown) => faults.push(error),
    };
    const nodes = [app, app, second, second].map(
      (node) => new FeedLogRetention(node.app.database, options),
    );
    for (const node of nodes) node.start();
    now += RETENTION_MS + 1;
    await eventually(async () => (await bounds(app)).pruned.sequence === ENTRIES);
    for (const node of nodes) await node.stop();
    await second.close();
    expect(faults).toEqual([]);
    await checkSteps();
    expect(await auditCounts(app)).toEqual([]);
  });
});
