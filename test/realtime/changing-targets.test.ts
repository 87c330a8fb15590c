import { readLogHead } from '../../src/feed/feed-log.queries';
import { FeedStream } from '../../src/live/feed-stream';
import type { FeedTarget } from '../../src/live/feed-target';
import { numberOf } from '../../src/schema/global-id';
import { TestApp } from '../support/app';
import { merge, unclaim } from '../support/merging';
import { DrivenHub } from './driven-hub';
import { HeldReads } from './held-reads';
import { ShortReader } from './short-reader';

const LOG = '"feed_log" AS l';
const LOOKED_UP = { POST: '"post"', PROFILE: '"profile_redirect"' };

describe('a feed that becomes one of something else just when it is caught up with', () => {
  let app: TestApp;
  let driven: DrivenHub;
  let late: HeldReads;
  let round = 0;
  const readers: ShortReader[] = [];

  beforeAll(async () => {
    app = await TestApp.start();
  });
  beforeEach(() => {
    round += 1;
  });
  afterEach(() => {
    for (const reader of readers.splice(0)) reader.stream.end();
    // Nobody is left in the index.
    expect(driven.hub.stats.groups).toBe(0);
  });
  afterAll(() => app.close());

  /** Begins to dispatch and to follow at the end of the log. */
  const begin = async () => {
    const { driven: made, head } = await DrivenHub.of(app);
    driven = made;
    late = new HeldReads(app.app.database.reads, true);
    return (reads: HeldReads, target: FeedTarget) => {
      const options = {
        ...{ target, viewerId: null, from: head, isStart: false },
        limits: { payloads: 100, bytes: 100_000 },
      };
      const reader = new ShortReader(new FeedStream(reads, driven.hub, options));
      readers.push(reader);
      return reader;
    };
  };
  const live = (sequence: number) => `live at ${sequence}`;
  const headSequence = async () => (await readLogHead(app.app.database.reads)).head.sequence;

  it('brings the first comment on a page that the hub learns of first', async () => {
    const ann = await app.join(`ann${round}`);
    const url = `https://blog.example/page-${round}`;
    const open = await begin();
    const page = () => ({ feed: 'POST', url, postId: null }) as const;
    const other = open(driven.reads, page());
    const start = driven.dispatched;
    expect(await other.take(1)).toEqual([live(start)]);
    // It has looked for the post, found none, and is yet to be told.
    const hasLooked = late.holdAfter(0, LOOKED_UP.POST);
    const reader = open(late, page());
    await hasLooked;
    await app.comment(ann, url);
    const first = await headSequence();
    const isResolving = driven.reads.holdAfter(0);
    const { done } = await driven.begin();
    await isResolving;
    // It joins, and reads the log of a page that is no post for all it knows.
    await late.holdNext(LOG);
    driven.reads.release();
    await done;
    late.release();
    expect(await reader.take(2)).toEqual([first, live(first)]);
    expect(await other.take(1)).toEqual([first]);
    await app.comment(ann, url);
    await driven.dispatch();
    expect(await reader.take(1)).toEqual([first + 1]);
    expect(await other.take(1)).toEqual([first + 1]);
  });

  it('brings what is done by the one that a profile was merged into before it was followed', async () => {
    const ann = await app.join(`ann${round}`);
    const old = await app.join(`old${round}`);
    const bob = await app.join(`bob${round}`);
    const url = `https://blog.example/merged-${round}`;
    const open = await begin();
    // The hub dispatches nothing while there is nobody.
    await open(driven.reads, { feed: 'PUBLIC' }).take(1);
    const hasLooked = late.holdAfter(0, LOOKED_UP.PROFILE);
    const reader = open(late, { feed: 'PROFILE', profileId: numberOf('Profile', old.id) });
    await hasLooked;
    await unclaim(app, old);
    await merge(app, old, ann);
    await app.comment(bob, url);
    await driven.dispatch();
    late.release();
    const [caughtUp] = await reader.take(1);
    expect(caughtUp).toMatch(/^live at/);
    await app.comment(ann, url);
    const sequence = await headSequence();
    await driven.dispatch();
    expect(await reader.take(1)).toEqual([sequence]);
  });
});
