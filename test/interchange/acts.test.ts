import 'reflect-metadata';
import { TestApp } from '../support/app';
import { auditCounts } from '../support/audit';
import { dump, Foreigner, importValues } from '../support/import';
import { LiveFeed } from '../support/live';
import { operations } from '../support/operations';

describe('what an import makes of acts', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(async () => {
    const differences = await auditCounts(app);
    await app.close();
    expect(differences).toEqual([]);
  });

  const profile = async (username: string) =>
    (await app.data(operations.ProfilePage, { username })).profile;
  const activities = async (username: string) =>
    (await profile(username)).activity.edges.map((edge: any) => edge.node);
  const thread = async (url: string) => (await app.data(operations.Thread, { url })).post;
  const rows = (text: string): Promise<any[]> => app.app.database.source.query(text);

  it('follows, likes and blocks are done under their own dates', async () => {
    const [ann, bob, eve] = [new Foreigner('ann'), new Foreigner('bob'), new Foreigner('eve')];
    const said = ann.says('Hello', 'https://blog.example/1');
    const report = await importValues(app, [
      said,
      bob.does('Follow', ann.actor),
      bob.does('Like', (said.object as any).id),
      bob.does('Like', 'https://blog.example/1'),
      bob.does('Follow', eve.id),
      eve.does('Block', bob.id),
      bob.does('Follow', eve.id),
    ]);
    expect(report.counts).toMatchObject({ follows: 2, favorites: 2, blocks: 1 });
    expect(await activities('bob')).toMatchObject([
      { __typename: 'FavoriteActivity', subject: { __typename: 'Post', favoriteCount: 1 } },
      { __typename: 'FavoriteActivity', subject: { __typename: 'Comment', favoriteCount: 1 } },
      {
        __typename: 'FollowActivity',
        occurredAt: '2010-01-01T12:00:00.000Z',
        followee: { username: 'ann' },
      },
    ]);
    expect(await profile('eve')).toMatchObject({ followerCount: 0 });
    expect(await profile('ann')).toMatchObject({ followerCount: 1 });
  });

  it('a follow of the past begins where the log ends, so that later acts reach the home feed', async () => {
    const ann = await app.join('ann');
    await app.comment(ann, 'https://blog.example/1');
    const bob = new Foreigner('bob');
    await importValues(app, [bob.does('Follow', 'https://old.example/people/eve')]);
    const [{ sequence, sinceSequence }] = await rows(
      `SELECT h."sequence", f."sinceSequence" FROM "feed_log_head" AS h, "follow" AS f`,
    );
    expect(Number(sequence)).toBe(1);
    expect(Number(sinceSequence)).toBe(1);
  });

  it('edits and deletions reach live feeds', async () => {
    const ann = new Foreigner('ann');
    const url = 'https://blog.example/1';
    const [first, second] = [ann.says('First', url), ann.says('Second', url)];
    await importValues(app, [first, second]);
    const feed = await LiveFeed.open(app, 'LivePublicFeed');
    const report = await importValues(app, [
      ann.does('Update', { ...(first.object as any), content: 'Edited' }),
      ann.does('Delete', { id: (second.object as any).id, type: 'Tombstone' }),
    ]);
    expect(report.counts).toMatchObject({ edits: 1, deletions: 1 });
    await feed.until(() => feed.events.length === 2);
    expect(feed.events).toMatchObject([
      { __typename: 'ActivityUpdated', activity: { comment: { body: 'Edited' } } },
      { __typename: 'ActivityRetracted', activityType: 'COMMENT' },
    ]);
    await feed.close();
    expect(await thread(url)).toMatchObject({ commentCount: 1 });
  });

  it('only its author can edit or delete a thing, or undo an act', async () => {
    const [ann, eve] = [new Foreigner('ann'), new Foreigner('eve')];
    const said = ann.says('Hello', 'https://blog.example/1');
    const follow = ann.does('Follow', 'https://old.example/people/bob');
    const { id } = said.object as any;
    const report = await importValues(app, [
      said,
      follow,
      eve.does('Delete', id),
      eve.does('Update', { ...(said.object as any), attributedTo: eve.id, content: 'Ha' }),
      eve.does('Undo', follow.id),
    ]);
    expect(report.faults.map(({ line }) => line)).toEqual([3, 4, 5]);
    expect((await activities('ann')).length).toBe(2);
  });

  it('undoing ends follows, likes and blocks, by id or by what they were', async () => {
    const [ann, bob] = [new Foreigner('ann'), new Foreigner('bob')];
    const said = ann.says('Hello', 'https://blog.example/1');
    const [follow, like] = [bob.does('Follow', ann.id), bob.does('Like', (said.object as any).id)];
    const block = bob.does('Block', 'https://old.example/people/eve');
    const nameless = { ...like, id: undefined };
    await importValues(app, [said, follow, like, block]);
    const undos = [
      bob.does('Undo', follow.id),
      bob.does('Undo', nameless),
      bob.does('Undo', block),
    ];
    const report = await importValues(app, undos);
    expect(report.counts.undone).toBe(3);
    expect(await activities('bob')).toEqual([]);
    expect(await rows(`SELECT * FROM "block"`)).toEqual([]);
    const before = await dump(app);
    await importValues(app, [said, follow, like, block, ...undos]);
    expect(await dump(app)).toEqual(before);
  });

  it('an edited article changes its post; a deleted one leaves its comments', async () => {
    const ann = new Foreigner('ann');
    const article = { id: 'https://ann.example/1', type: 'Article', name: 'One', content: 'x' };
    await importValues(app, [
      ann.does('Create', article),
      new Foreigner('bob').says('Hello', article.id),
      ann.does('Update', { ...article, name: 'Two' }),
    ]);
    expect(await thread(article.id)).toMatchObject({ title: 'Two' });
    await importValues(app, [ann.does('Delete', article.id)]);
    expect(await thread(article.id)).toMatchObject({ title: null, commentCount: 1 });
    expect(await activities('ann')).toEqual([]);
  });
});
