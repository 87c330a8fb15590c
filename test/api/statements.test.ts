import type { Statement } from '../../src/database/statement';
import { createProfile } from '../../src/profiles/profile.service';
import { fromGlobalId } from '../../src/schema/global-id';
import { TestApp, type Member } from '../support/app';
import { isPostgres, newDatabase, type FreshDatabase } from '../support/database';
import { operations } from '../support/operations';

const MANY = 100;
const THREAD = 'https://blog.example/thread';

/** How many statements each operation reads, for nobody and for a viewer, whose session is one of them. */
const pages: [keyof typeof operations, object, { anonymous: number; signedIn: number }][] = [
  // The profile, its feed; whether the viewer follows and blocks it, and who of the feed blocks them.
  ['ProfilePage', { username: 'ann' }, { anonymous: 2, signedIn: 6 }],
  // The feed; who of it blocks the viewer.
  ['HomeFeed', {}, { anonymous: 0, signedIn: 3 }],
  ['PublicFeed', {}, { anonymous: 1, signedIn: 3 }],
  // The post, its comments, their replies; at both depths, who blocks the viewer and what they favorited; the post too.
  ['Thread', { url: THREAD }, { anonymous: 3, signedIn: 9 }],
  // The profile, its comments; who blocks the viewer and what they favorited.
  ['CommentsByProfile', { username: 'ann' }, { anonymous: 2, signedIn: 5 }],
  // The profile, its followers; whom of them the viewer follows.
  ['Followers', { username: 'ann' }, { anonymous: 2, signedIn: 4 }],
  // The count, the list; who of it blocks the viewer.
  ['Notifications', {}, { anonymous: 0, signedIn: 4 }],
];

// Filling it takes far longer than all that is asked of it.
let database: FreshDatabase;
let viewer: Member;

beforeAll(async () => {
  database = await newDatabase();
  const app = await TestApp.on(database);
  viewer = await fillWithPeople(app);
  await app.stop();
});
afterAll(() => database.drop());

describe('a page costs the same few statements, however long it is', () => {
  let app: TestApp;
  let read: string[] = [];

  // The tail looks at the log by itself, whoever asks for what.
  const note = ({ sqlite, postgres }: Statement<unknown>) => {
    const { text } = isPostgres() ? postgres : sqlite;
    if (!text.includes('"feed_log" AS l')) read.push(text);
  };

  const reading = async (name: keyof typeof operations, variables: object, by: Member | null) => {
    read = [];
    const data = await app.data(operations[name], variables, by);
    return { data, statements: read.length };
  };

  beforeAll(async () => {
    app = await TestApp.on(database, {}, { onRead: note });
  });
  afterAll(() => app.stop());

  it.each(pages)('%s', async (name, variables, expected) => {
    for (const by of [null, viewer])
      for (const first of [1, MANY]) {
        const { data, statements } = await reading(name, { ...variables, first }, by);
        if (by !== null || expected.anonymous > 0) expect(edgesOf(data)).toHaveLength(first);
        expect({ first, statements }).toEqual({
          first,
          statements: by === null ? expected.anonymous : expected.signedIn,
        });
      }
  });
});

describe('where sites are not open', () => {
  const query = `query ($first: Int) { profile(username: "ann") { comments(first: $first) {
    edges { node { post { url viewerCanComment } } } } } }`;
  let app: TestApp;
  let read = 0;

  beforeAll(async () => {
    const onRead = ({ sqlite }: Statement<unknown>) => {
      if (!sqlite.text.includes('"feed_log" AS l')) read += 1;
    };
    app = await TestApp.on(database, { hasOpenSites: false }, { onRead });
    await app.app.services.posts.register('https://blog50.example', null);
    await app.app.services.posts.register('https://blog60.example/page', null);
  });
  afterAll(() => app.stop());

  it('a page of posts costs the same few statements, however long it is', async () => {
    const openPages = async (first: number) => {
      read = 0;
      const edges = edgesOf(await app.data(query, { first }, viewer)) ?? [];
      const open = edges.filter(({ node }) => node.post.viewerCanComment);
      const urls = open.map(({ node }) => node.post.url).sort();
      return { posts: edges.length, urls, statements: read };
    };
    // The session, the profile, its comments; which pages are below a registered site.
    expect(await openPages(1)).toEqual({ posts: 1, urls: [], statements: 4 });
    const urls = ['https://blog50.example/page', 'https://blog60.example/page'];
    expect(await openPages(MANY)).toEqual({ posts: MANY, urls, statements: 4 });
  });
});

/** The edges of the first connection in an answer. */
function edgesOf(data: any): any[] | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  if (Array.isArray(data.edges)) return data.edges;
  for (const value of Object.values(data)) {
    const edges = edgesOf(value);
    if (edges) return edges;
  }
  return undefined;
}

/**
 * Ann, and a crowd that she has to do with in every way: no two items of a page are of the same people or on the same
 * page. @returns the viewer, who follows all of them, favorited much, and whom two of them block
 */
async function fillWithPeople(app: TestApp): Promise<Member> {
  const { services, database } = app.app;
  const { comments, follows, favorites, blocks } = services;
  const crowd = await database.units.run(async (unit) => {
    const ids: number[] = [];
    for (let number = 1; number <= MANY + 10; number += 1) {
      const username = `person${number}`;
      const profile = { username, displayName: username, joinedAt: null, isClaimed: false };
      ids.push(await createProfile(unit, profile));
    }
    return ids;
  });
  const ann = idOf(await app.join('ann'));
  const member = await app.join('viewer');
  const viewer = idOf(member);
  const each = <T>(act: (id: number, index: number) => Promise<T>) => Promise.all(crowd.map(act));

  await each((id) => follows.follow(viewer, id));
  await follows.follow(viewer, ann);
  await each((id) => follows.follow(id, ann));
  for (const id of crowd.slice(-2)) await blocks.block(id, viewer);

  await each((id, index) =>
    comments.add(id, { postUrl: `https://blog${index}.example/greeting`, body: 'Hello @viewer' }),
  );
  const own = await each((id, index) =>
    comments.add(id, { postUrl: `https://blog${index}.example/page`, body: 'To begin with' }),
  );
  const asked = await each((id) => comments.add(id, { postUrl: THREAD, body: 'A question' }));
  await Promise.all(
    asked.map((comment, index) =>
      comments.add(crowd.at(index - 9) ?? ann, { inReplyToId: comment?.id ?? 0, body: 'Yes' }),
    ),
  );
  await each((id, index) => favorites.add(ann, { kind: 'Comment', id: own[index]?.id ?? 0 }));
  await each((id) => follows.follow(ann, id));
  const replies = await Promise.all(
    own.map((comment) => comments.add(ann, { inReplyToId: comment?.id ?? 0, body: 'I see' })),
  );
  for (const comment of [...asked.slice(0, 20), ...replies.slice(0, 20)])
    await favorites.add(viewer, { kind: 'Comment', id: comment?.id ?? 0 });
  await comments.add(ann, { inReplyToId: own[0]?.id ?? 0, body: 'The newest of all' });
  return member;
}

const idOf = ({ id }: Member): number => fromGlobalId(id)?.id ?? 0;
