import { TestApp, type Member } from '../support/app';
import { BusyPlace, LIST_NAMES, type ListName } from '../support/busy-place';
import { operations } from '../support/operations';
import { idsOf, readPage, readPages } from '../support/paging';

const SIZE = 12;

describe('lists that shrink between two pages', () => {
  let app: TestApp;
  let place: BusyPlace;

  // A place for each: what is taken from one list goes from others too.
  beforeEach(async () => {
    app = await TestApp.start({}, { clock: () => Date.UTC(2030, 0, 1) });
    place = await BusyPlace.make(app, SIZE);
  });
  afterEach(() => app.close());

  /** Takes an item out of the list that it is in. */
  async function take(id: string): Promise<void> {
    const { node: found } = await app.data(
      `fragment Told on Activity { __typename actor { username }
        ... on CommentActivity { comment { id } } ... on FollowActivity { followee { id } } }
      query($id: ID!) { node(id: $id) { __typename
        ... on Comment { author { username } } ... on Activity { ...Told }
        ... on Notification { activity { ...Told } } } }`,
      { id },
      place.reader,
    );
    const node = found.activity ?? found;
    const by = (username: string): Member =>
      [place.ann, place.reader, ...place.people].find((one) => one.username === username)!;
    if (node.__typename === 'Comment')
      await app.mutate('DeleteComment', { commentId: id }, by(node.author.username));
    if (node.__typename === 'CommentActivity')
      await app.mutate('DeleteComment', { commentId: node.comment.id }, by(node.actor.username));
    if (node.__typename === 'FollowActivity')
      await app.mutate('Unfollow', { profileId: node.followee.id }, by(node.actor.username));
  }
  /** Takes a profile out of a list of profiles. */
  async function leave(name: ListName, id: string): Promise<void> {
    const { node } = await app.data(operations.Node, { id });
    const them = place.people.find((person) => person.username === node.username)!;
    if (name === 'followers') await app.mutate('Unfollow', { profileId: place.ann.id }, them);
    if (name === 'following') await app.mutate('Unfollow', { profileId: id }, place.ann);
  }

  it.each(LIST_NAMES.filter((name) => name !== 'searchProfiles'))(
    '%s has no gap and no repeat where items are gone, those beside the seam too',
    async (name) => {
      const list = place.list(name);
      const all = idsOf([await readPage(app, list, { first: 100 })]);
      const first = await readPage(app, list, { first: 4 });
      const last = await readPage(app, list, { last: 4 });
      const gone = [all[3], all[4], all.at(-4), all.at(-5)].map((id) => id!);
      for (const id of gone) await (name.startsWith('follow') ? leave(name, id) : take(id));
      const left = all.filter((id) => !gone.includes(id));
      expect(idsOf([await readPage(app, list, { first: 100 })])).toEqual(left);
      const next = await readPage(app, list, { first: 3, after: first.pageInfo.endCursor });
      expect(idsOf([next])).toEqual(left.slice(3, 6));
      const previous = await readPage(app, list, { last: 3, before: last.pageInfo.startCursor });
      expect(idsOf([previous])).toEqual(left.slice(-6, -3));
      expect(idsOf(await readPages(app, list, 3, 'forward'))).toEqual(left);
    },
  );

  it('searchProfiles goes on after somebody whose name no longer fits', async () => {
    const find = (page: object) =>
      app
        .data(operations.SearchProfiles, { query: 'some', ...page })
        .then((data) => data.searchProfiles);
    const all = idsOf([await find({ first: 100 })]);
    const first = await find({ first: 4 });
    const renamed = place.people.find((person) => person.id === all[3])!;
    await app.mutate('UpdateProfile', { displayName: 'Other' }, renamed);
    const next = await find({ first: 100, after: first.pageInfo.endCursor });
    expect(idsOf([next])).toEqual(all.slice(4));
    const back = await find({ last: 100, before: first.pageInfo.endCursor });
    expect(idsOf([back])).toEqual(all.slice(0, 3));
  });
});
