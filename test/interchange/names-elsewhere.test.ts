import 'reflect-metadata';
import type { ActivityReport } from '../../src/interchange/activitystreams/activity-report';
import { SiteMoveService } from '../../src/posts/site-move.service';
import { TestApp, type Member } from '../support/app';
import { copyDatabase } from '../support/copy-database';
import { allRows, exported, visible } from '../support/export';
import {
  FullServer,
  globalId,
  importUnchanged,
  isDeed,
  merge,
  named,
  OLD_POST,
  person,
  URL,
  values,
  type Value,
} from '../support/full-server';
import { Foreigner, importValues } from '../support/import';

/** Those of some values that are of a type. */
const ofType = (told: readonly Value[], type: string): Value[] =>
  told.filter((value) => value.type === type);

describe('an export of one life of a database', () => {
  it('brings to another life, restored from an older copy, what is new there, and takes nothing for anything else', async () => {
    const first = await FullServer.start();
    const copied = await first.app.stop();
    const kept = await TestApp.on(await copyDatabase(copied));
    const app = await TestApp.on(copied);
    try {
      for (const [life, words] of [
        [app, 'In one life'],
        [kept, 'In the other'],
      ] as const) {
        const dan = await life.join(life === app ? 'dan' : 'dana');
        const said = await life.comment(dan, URL, words);
        await life.follow(dan, first.bob);
        await life.mutate('AddFavorite', { subjectId: said.id }, dan);
        await life.comment(first.ann, { id: said.id }, `${words}, by Ann`);
      }
      const told = values(await exported(app));
      const before = await visible(kept);
      const report = await importValues(kept, told);
      expect(report.faults).toEqual([]);
      expect(report.counts).toMatchObject({
        newProfiles: 1,
        comments: 1,
        follows: 1,
        favorites: 1,
      });
      // What it says of those who are here already, nobody but themselves can have said here.
      expect([...report.passedOver]).toEqual([
        ['Create in the name of somebody of this server', 1],
      ]);
      const after = await visible(kept);
      expect(after.profiles).toMatchObject([
        ...before.profiles!.map((row: any) =>
          row.username === 'bob' ? { ...row, followerCount: Number(row.followerCount) + 1 } : row,
        ),
        { username: 'dan', commentCount: 1, followingCount: 1 },
      ]);
      expect(after.comments).toHaveLength(before.comments!.length + 1);
      await importUnchanged(kept, told);
      await importUnchanged(app, told);
      // What came from the other life keeps the names that it had there.
      const names = new Set(values(await exported(kept)).map(({ id }) => id));
      expect(names).toContain(person(told, 'dan').id);
      expect(names).toContain(named(told, 'In one life').id);
      await importUnchanged(kept, values(await exported(kept)));
    } finally {
      await kept.close();
      await app.close();
    }
  });
});

describe('two servers', () => {
  let full: FullServer;
  let home: TestApp;
  let away: TestApp;
  let gia: Member;

  beforeEach(async () => {
    full = await FullServer.start();
    home = full.app;
    away = await TestApp.start();
    gia = await away.join('gia');
    await importValues(away, values(await exported(home)));
  });
  afterEach(async () => {
    await away.close();
    await home.close();
  });

  const toldAway = async () => values(await exported(away, null, 'https://away.example'));

  /** What somebody does elsewhere with what is from here. */
  async function actAway(): Promise<void> {
    const { post } = await away.data(
      'query($url: String!) { post(url: $url) { id comments(first: 9) { edges { node { id body } } } } }',
      { url: URL },
    );
    const top = post.comments.edges.find(({ node }: any) => node.body === 'Top, edited').node;
    await away.comment(gia, { id: top.id }, 'From away');
    await away.mutate('AddFavorite', { subjectId: top.id }, gia);
    await away.mutate('AddFavorite', { subjectId: post.id }, gia);
    await away.mutate('Follow', { profileId: await globalId(away, 'ann') }, gia);
    await away.mutate('Block', { profileId: await globalId(away, 'eve') }, gia);
  }

  it('tell each other what they have, and neither doubles anything', async () => {
    const fromHome = (await toldAway()).filter((value) => value.preferredUsername !== 'gia');
    const report = await importUnchanged(home, fromHome);
    expect(report.counts.alreadyThere).toBe(fromHome.filter(isDeed).length);
    await importUnchanged(away, fromHome);
  });

  it('attach what was done with the things of one to those things', async () => {
    await actAway();
    const before = await visible(home);
    const told = await toldAway();
    const report = await importValues(home, told);
    expect(report).toMatchObject({ faults: [], renamings: [], waiting: { total: 0 } });
    expect(report.counts).toMatchObject({
      ...{ newProfiles: 1, comments: 1, favorites: 2, follows: 1, blocks: 1 },
      ...{ posts: 0, edits: 0, deletions: 0, undone: 0, described: 0 },
    });
    expect([...report.passedOver.keys()]).toEqual([]);
    const after = await visible(home);
    expect(after.profiles).toHaveLength(before.profiles!.length + 1);
    const top = (all: any) => all.comments.find(({ body }: any) => body === 'Top, edited');
    expect(top(after)).toEqual({
      ...top(before),
      replyCount: Number(top(before).replyCount) + 1,
      listedReplyCount: Number(top(before).listedReplyCount) + 1,
      favoriteCount: Number(top(before).favoriteCount) + 1,
    });
    await importUnchanged(home, told);
    const back = values(await exported(home));
    await importUnchanged(home, back);
    await importUnchanged(away, back);
    await importUnchanged(away, await toldAway());
    expect(person(back, 'gia').id).toBe(person(told, 'gia').id);
    expect(named(back, 'From away')).toEqual(named(told, 'From away'));
  });

  it('find a post of the other that has moved since', async () => {
    await importValues(home, await toldAway());
    await away.comment(gia, OLD_POST, 'Where it stood');
    const { reads, units } = home.app.database;
    await new SiteMoveService(reads, units).move(
      'https://ann.typepad.com/weblog',
      'https://ann.example',
    );
    const told = await toldAway();
    const likes = [new Foreigner('hal').does('Like', OLD_POST)];
    const { counts } = await importValues(home, [...told, ...likes]);
    expect(counts).toMatchObject({ posts: 0, comments: 1, favorites: 1 });
    const { comments } = await visible(home);
    expect(comments!.find(({ body }: any) => body === 'Where it stood')).toMatchObject({
      url: 'https://ann.example/2010/10/a.html',
    });
    await importUnchanged(home, [...told, ...likes]);
  });

  it('let nobody elsewhere speak for somebody here, nor change or take back what they did', async () => {
    const told = values(await exported(home));
    const [ann, bob] = [person(told, 'ann'), person(told, 'bob')];
    const top = named(told, 'Top, edited');
    const [follow] = ofType(told, 'Follow').filter(({ actor }) => actor === ann.id);
    const [like] = ofType(told, 'Like').filter(({ actor }) => actor === bob.id);
    const mal = new Foreigner('mal');
    const does = (type: string, object: unknown, actor = ann.id) => ({
      ...mal.does(type, object),
      actor,
    });
    const edited = {
      ...top.object,
      content: 'Put into her mouth',
      updated: '2030-01-01T00:00:00Z',
    };
    await importValues(home, [mal.actor]);
    const report = await importUnchanged(home, [
      ...[does('Update', edited), does('Update', edited, mal.id), does('Delete', top.object.id)],
      ...[does('Delete', top.object.id, mal.id), does('Undo', follow), does('Undo', like, bob.id)],
      ...[does('Undo', follow, mal.id), does('Undo', { ...like, id: 'urn:other' }, bob.id)],
      does('Update', { ...ann, name: 'Somebody else' }),
      { ...ann, name: 'Somebody else', summary: 'Told by a file' },
      { ...does('Create', { ...mal.note('Hers?', URL), attributedTo: ann.id }) },
      { ...does('Create', { ...mal.note('Hers?', URL), attributedTo: ann.id }, mal.id) },
      ...[does('Follow', mal.id), does('Like', URL), does('Block', bob.id)],
      { ...top, object: { ...top.object, content: 'Another' } },
    ]);
    expect([...report.passedOver].sort()).toEqual([
      ['Block in the name of somebody of this server', 1],
      ['Create in the name of somebody of this server', 2],
      ['Delete of what is of this server', 2],
      ['Follow in the name of somebody of this server', 1],
      ['Like in the name of somebody of this server', 1],
      ['Undo in the name of somebody of this server', 1],
      ['Undo of what is of this server', 3],
      ['Update in the name of somebody of this server', 1],
      ['Update of what is of this server', 2],
    ]);
    expect(report.counts.alreadyThere).toBe(1);
  });

  it('do not undo what a member did, though they have an old name elsewhere too', async () => {
    const told = values(await exported(home));
    const quin = new Foreigner('quin');
    await merge(home, 'quin of old', 'ann');
    const again = quin.does('Follow', person(told, 'bob').id);
    await importValues(home, [again]);
    const report = await importUnchangedButForNotes(home, [
      quin.does('Undo', again),
      quin.does('Undo', { type: 'Follow', actor: quin.id, object: person(told, 'bob').id }),
      quin.does('Undo', { type: 'Block', actor: quin.id, object: person(told, 'eve').id }),
      new Foreigner('odo').does('Block', quin.id),
    ]);
    expect(report.counts.undone).toBe(0);
    const acts = await visible(home);
    expect(acts.follows).toContainEqual(
      expect.objectContaining({ follower: 'ann', followee: 'bob' }),
    );
    expect(acts.blocks).toContainEqual(expect.objectContaining({ blocker: 'ann', blocked: 'eve' }));
  });

  it('refuse a name of this server that is used for what it does not stand for', async () => {
    const told = values(await exported(home));
    const mal = new Foreigner('mal');
    const ann = person(told, 'ann').id;
    const top = named(told, 'Top, edited').object.id;
    const { faults } = await importValues(home, [
      ...[mal.does('Follow', top), mal.does('Like', ann), mal.says('To her', ann)],
      { ...mal.does('Like', URL), actor: top },
    ]);
    expect(faults.map(({ reason }) => reason)).toEqual([
      `It takes the comment ${top} for a profile.`,
      `It takes the profile ${ann} for a comment.`,
      `It takes the profile ${ann} for a comment.`,
      `It takes the comment ${top} for a profile.`,
    ]);
  });
});

/** Imports acts that come to nothing: that they came is remembered, and no more. */
async function importUnchangedButForNotes(
  app: TestApp,
  told: readonly Value[],
): Promise<ActivityReport> {
  const withoutNotes = async () => ({ ...(await allRows(app)), foreign_object: [] });
  const before = await withoutNotes();
  const report = await importValues(app, told);
  expect(await withoutNotes()).toEqual(before);
  return report;
}
