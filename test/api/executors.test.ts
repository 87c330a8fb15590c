import { TestApp, type Member } from '../support/app';
import type { FreshDatabase } from '../support/database';
import { operations } from '../support/operations';

const THREAD = 'https://blog.example/thread';
const CONFIG = { publicUrl: 'https://profiles.example' };

type Sent = [query: string, variables: object, by: 'ann' | 'bob' | null];

const read: Sent[] = [
  ...[null, 'ann' as const, 'bob' as const].flatMap((by): Sent[] => [
    [operations.ProfilePage, { username: 'ann', first: 3 }, by],
    [operations.ProfilePage, { username: 'ANN', last: 2 }, by],
    [operations.ProfilePage, { username: 'nobody' }, by],
    [operations.HomeFeed, {}, by],
    [operations.PublicFeed, { first: 100 }, by],
    [operations.Thread, { url: THREAD }, by],
    [operations.Thread, { url: 'https://blog.example/unknown' }, by],
    [operations.CommentsByProfile, { username: 'bob' }, by],
    [operations.Followers, { username: 'bob' }, by],
    [operations.Following, { username: 'ann' }, by],
    [operations.SearchProfiles, { query: 'a' }, by],
    [operations.Viewer, {}, by],
  ]),
];

/** What is refused or goes wrong at different depths, each with its code and place. */
const wrong: Sent[] = [
  ['{ viewer { id homeFeed(first: 0) { liveCursor } } }', {}, 'ann'],
  ['{ profile(username: "ann") { id activity(first: 1, last: 1) { liveCursor } } }', {}, null],
  [
    '{ profile(username: "ann") { activity(after: "nonsense") { liveCursor } } a: __typename }',
    {},
    null,
  ],
  ['query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array(101).fill('x') }, null],
  ['query ($n: Int!) { publicFeed(first: $n) { liveCursor } }', { n: 'three' }, null],
  ['query ($n: Int!) { publicFeed(first: $n) { liveCursor } }', {}, null],
  ['{ profile(username: "a\\u0000") { id } }', {}, null],
  ['{ nothing }', {}, null],
  ['{ profile(username: ', {}, null],
  ['query A { viewer { id } } query B { viewer { id } }', {}, null],
  [
    'mutation ($id: ID!) { followProfile(input: { profileId: $id }) { profile { id } } }',
    { id: 'x' },
    null,
  ],
  ['subscription { publicFeed { cursor } }', {}, null],
];

const forms: Sent[] = [
  [
    'query ($with: Boolean!) { profile(username: "ann") { ...A @include(if: $with) ...B @skip(if: $with) } } fragment A on Profile { id displayName } fragment B on Profile { username followers { ...C @include(if: $with) totalCount } } fragment C on FollowConnection { edges { node { id } } }',
    { with: true },
    null,
  ],
  [
    'query ($with: Boolean!) { profile(username: "ann") { ...A @include(if: $with) ...B @skip(if: $with) } } fragment A on Profile { id displayName } fragment B on Profile { username followers { ...C @include(if: $with) totalCount } } fragment C on FollowConnection { edges { node { id } } }',
    { with: false },
    null,
  ],
  [
    '{ __schema { queryType { name } types { name kind fields(includeDeprecated: true) { name args { name defaultValue } } possibleTypes { name } } } }',
    {},
    null,
  ],
  ['{ __type(name: "Activity") { possibleTypes { name } } __typename }', {}, null],
  [
    '{ b: publicFeed(first: 1) { liveCursor } a: publicFeed(first: 2) { edges { cursor } } a: publicFeed(first: 2) { edges { node { id ... on FollowActivity { followee { username } } } } } }',
    {},
    'bob',
  ],
];

describe('the ways to execute operations', () => {
  let database: FreshDatabase;
  let members: Record<'ann' | 'bob', Member>;
  let answers: Record<'compiled' | 'interpreted' | 'auto', string[]>;

  beforeAll(async () => {
    const app = await TestApp.start(CONFIG);
    members = await fill(app);
    database = await app.stop();
    answers = {
      compiled: await answersOf('compiled'),
      interpreted: await answersOf('interpreted'),
      auto: await answersOf('auto'),
    };
  });
  afterAll(() => database.drop());

  /** Everything is sent twice: first when it is new to the server, then when it is known. */
  async function answersOf(executor: 'compiled' | 'interpreted' | 'auto'): Promise<string[]> {
    const app = await TestApp.on(database, CONFIG, { executor });
    const given: string[] = [];
    for (const [query, variables, by] of [...read, ...wrong, ...forms]) {
      const token = by && members[by].token;
      const [first, again] = [
        await textOf(app, query, variables, token),
        await textOf(app, query, variables, token),
      ];
      expect(again).toBe(first);
      given.push(first);
    }
    database = await app.stop();
    return given;
  }

  it.each(
    [...read, ...wrong, ...forms].map(([query, variables, by], index) => ({
      index,
      query: query.replace(/\s+/g, ' ').slice(0, 90),
      variables,
      by,
    })),
  )('answer alike: $query $variables, $by', ({ index }) => {
    expect(answers.compiled[index]).toBe(answers.interpreted[index]);
    expect(answers.auto[index]).toBe(answers.interpreted[index]);
  });

  it('were asked for what there is', () => {
    const all = answers.interpreted.slice(0, read.length).join('');
    for (const type of ['CommentActivity', 'FollowActivity', 'FavoriteActivity', 'PostActivity'])
      expect(all).toContain(type);
    expect(answers.interpreted.slice(read.length, read.length + wrong.length)).toEqual(
      wrong.map(() => expect.stringContaining('"errors"')),
    );
    expect(answers.interpreted.slice(read.length + wrong.length).join('')).not.toContain(
      '"errors"',
    );
  });
});

async function textOf(app: TestApp, query: string, variables: object, token: string | null) {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  return `${response.status} ${await response.text()}`;
}

/** Two people who did everything that there is to do. */
async function fill(app: TestApp): Promise<Record<'ann' | 'bob', Member>> {
  const [ann, bob, eve] = [await app.join('ann'), await app.join('bob'), await app.join('eve')];
  const first = await app.comment(bob, THREAD, 'A *question*');
  const reply = await app.comment(ann, first, 'An answer');
  const gone = await app.comment(eve, first, 'To be deleted');
  await app.comment(bob, gone, 'Below it');
  await app.mutate('DeleteComment', { commentId: gone.id }, eve);
  await app.mutate('EditComment', { commentId: reply.id, body: 'A better answer' }, ann);
  await app.follow(ann, bob);
  await app.follow(bob, ann);
  await app.follow(eve, ann);
  await app.mutate('AddFavorite', { subjectId: first.id }, ann);
  await app.mutate('AddFavorite', { subjectId: first.post.id }, ann);
  await app.mutate('Block', { profileId: eve.id }, bob);
  await app.app.database.units.run(async (unit) => {
    await unit.manager.query(
      `INSERT INTO "activity" ("type", "actorId", "occurredAt", "isVisible", "postId")
        SELECT 'POST', p."id", 1700000000000, TRUE, o."id" FROM "profile" AS p, "post" AS o WHERE p."username" = 'ann'`,
    );
  });
  return { ann, bob };
}
