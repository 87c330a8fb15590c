import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { joinThree, notificationsOf, toldTo } from '../support/notifications';
import { operations } from '../support/operations';

const URL = 'https://blog.example/blocks';

describe('notifications and blocks', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;
  let cat: Member;
  let round = 0;

  const block = (by: Member, whom: Member) => app.mutate('Block', { profileId: whom.id }, by);
  const unblock = (by: Member, whom: Member) => app.mutate('Unblock', { profileId: whom.id }, by);
  const favorite = (by: Member, { id }: { id: string }) =>
    app.mutate('AddFavorite', { subjectId: id }, by);
  const told = (whom: Member) => toldTo(app, whom);
  /** The count never says otherwise than the list. */
  const consistent = async (whom: Member) => {
    const { nodes, unseen } = await notificationsOf(app, whom);
    expect(unseen).toBe(nodes.filter(({ isSeen }) => !isSeen).length);
    return unseen;
  };

  beforeAll(async () => {
    app = await TestApp.start();
  });
  beforeEach(async () => {
    round += 1;
    [ann, bob, cat] = await joinThree(app, round);
  });
  afterEach(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(() => app.close());

  it('are not made by what somebody does who blocks the recipient, and do not come later', async () => {
    const comment = await app.comment(ann, URL);
    await block(bob, ann);
    await app.comment(bob, comment, 'A reply');
    await app.comment(bob, URL, `Hello @${ann.username}`);
    await favorite(bob, comment);
    expect(await told(ann)).toEqual([]);
    await unblock(bob, ann);
    expect(await told(ann)).toEqual([]);
    await app.follow(bob, ann);
    expect(await told(ann)).toEqual([`FOLLOW by ${bob.username}`]);
  });

  it('are not made by what the blocked can still do, though nobody else is concerned', async () => {
    const comment = await app.comment(ann, URL);
    await block(ann, bob);
    const refused = await app.mutate('AddComment', { inReplyToId: comment.id, body: 'But' }, bob);
    expect(refused.userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    const shown = `@${ann.username.slice(0, 1)}*${ann.username.slice(1)}*`;
    for (const body of [shown, `&commat;${ann.username}`, `**@${ann.username}**`]) {
      const { userErrors } = await app.mutate('AddComment', { postUrl: URL, body }, bob);
      expect(userErrors).toMatchObject([{ field: ['body'], code: 'FORBIDDEN' }]);
    }
    await app.comment(bob, URL, `In code: \`@${ann.username}\``);
    expect(await told(ann)).toEqual([]);
  });

  it.each(['the actor blocks', 'the recipient blocks'] as const)(
    'are hidden while %s, from lists, counts and nodes, and come back',
    async (who) => {
      const [blocker, blocked] = who === 'the actor blocks' ? [bob, ann] : [ann, bob];
      const comment = await app.comment(ann, URL);
      await app.comment(bob, comment, `A reply`);
      await app.comment(cat, comment, `Another`);
      await favorite(bob, comment);
      const { nodes } = await notificationsOf(app, ann);
      await block(blocker, blocked);
      expect(await told(ann)).toEqual([`REPLY by ${cat.username}`]);
      expect(await consistent(ann)).toBe(1);
      const ids = nodes.map(({ id }) => id);
      const asked = (await app.data(operations.Nodes, { ids }, ann)).nodes;
      expect(asked).toEqual([null, { __typename: 'Notification', id: ids[1] }, null]);
      await unblock(blocker, blocked);
      expect((await notificationsOf(app, ann)).nodes).toEqual(nodes);
      expect(await consistent(ann)).toBe(3);
    },
  );

  it('of a follow that a block ended are gone for good', async () => {
    await app.follow(bob, ann);
    await app.follow(ann, bob);
    await block(ann, bob);
    await unblock(ann, bob);
    for (const whom of [ann, bob]) {
      expect(await told(whom)).toEqual([]);
      expect(await consistent(whom)).toBe(0);
    }
  });

  it('are hidden where they involve a third who blocks the recipient, as in every feed', async () => {
    const comment = await app.comment(cat, URL);
    await app.comment(bob, comment, `Look, @${ann.username}`);
    await block(cat, ann);
    expect(await told(ann)).toEqual([]);
    expect(await consistent(ann)).toBe(0);
    await unblock(cat, ann);
    await block(ann, cat);
    expect(await told(ann)).toEqual([`MENTION by ${bob.username}`]);
  });

  it('between others change nothing', async () => {
    await app.comment(bob, URL, `Hello @${ann.username}`);
    await block(cat, bob);
    await block(bob, cat);
    await block(cat, ann);
    expect(await told(ann)).toEqual([`MENTION by ${bob.username}`]);
    expect(await consistent(ann)).toBe(1);
  });

  it('leave pages whole: what is hidden takes no place on them', async () => {
    for (let index = 0; index < 12; index += 1)
      await app.comment(index % 3 === 0 ? cat : bob, URL, `Hello @${ann.username}`);
    await block(ann, bob);
    const page = async (args: object) =>
      (await app.data(operations.Notifications, args, ann)).viewer.notifications;
    const first = await page({ first: 3 });
    expect(first.edges).toHaveLength(3);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await page({ first: 3, after: first.pageInfo.endCursor });
    expect(second.edges).toHaveLength(1);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });
});
