import 'reflect-metadata';
import fc from 'fast-check';
import { hasChangedNothing } from '../../src/interchange/activitystreams/activity-report';
import { TestApp } from '../support/app';
import { auditCounts } from '../support/audit';
import { dump, Foreigner, importValues } from '../support/import';

/** Acts of few people on few things, that get in each other's way in every order. Each community is a world of its own. */
function acts(community: number): unknown[] {
  const server = `https://c${community}.example`;
  const blog = `https://blog.c${community}.example`;
  const urn = (name: string) => `urn:c${community}:${name}`;
  const person = (name: string) => new Foreigner(name, server);
  const [ann, bob, eve] = [person('ann'), person('bob'), person('eve')];

  const article = { id: urn('article'), url: `${blog}/1`, type: 'Article', name: 'One' };
  const other = { id: `${blog}/2`, type: 'Article', content: 'Two', attributedTo: ann.id };
  const context = { ...article, attributedTo: { ...ann.actor, summary: 'Told by a page' } };
  const top = ann.note('Top', article.id, { id: urn('top'), context });
  const reply = bob.note('Reply', urn('top'), { id: urn('reply'), url: `${blog}/1#reply` });
  const linked = eve.note('Linked', `${blog}/1#reply`, { id: `${server}/linked` });
  const tootUrl = `${server}/@ann/toot`;
  const toot = ann.note('Toot', null, { id: `${server}/toot`, url: tootUrl });
  const [odd, even] = [`${server}/odd`, `${server}/even`];

  const create = (by: Foreigner, note: { published: string }) =>
    by.does('Create', note, { published: note.published });
  const edit = (by: Foreigner, type: string, id: string, more: object) =>
    by.does('Update', { type, id, ...more });
  const follow = bob.does('Follow', ann.id);
  const like = eve.does('Like', reply.id);
  return [
    { ...ann.actor, summary: 'Bees', url: `${blog}/ann` },
    { ...ann.actor, name: 'Ann', preferredUsername: 'annie', icon: `${server}/a.png` },
    ann.does('Update', { ...ann.actor, name: 'Ann anew' }),
    ann.does('Update', { ...ann.actor, summary: 'Hives' }, { published: undefined }),

    ann.does('Create', article),
    ann.does('Create', { ...article, name: 'One again', url: `${blog}/moved` }),
    edit(ann, 'Article', article.id, { name: 'One, edited', content: 'x' }),
    edit(ann, 'Article', article.id, { name: 'One, undated' }),
    eve.does('Create', article),
    edit(eve, 'Article', article.id, { name: 'Not mine' }),
    ann.does('Delete', article.id),
    other,
    edit(ann, 'Article', other.id, { name: 'Two, edited', content: 'y' }),
    ann.does('Delete', other.id),
    bob.says('On the second', other.id, { context: { type: 'Article', id: other.id, name: '2' } }),
    bob.does('Like', { ...article, attributedTo: ann.id }),

    create(ann, top),
    edit(ann, 'Note', top.id, { content: 'Top, edited', updated: '2012-01-01T00:00:00Z' }),
    edit(ann, 'Note', top.id, { content: 'Top, edited before', updated: '2011-01-01T00:00:00Z' }),
    ann.does('Update', { ...top, content: 'Top, whole' }),
    edit(eve, 'Note', top.id, { content: 'Not mine' }),
    ann.does('Delete', top.id),
    eve.does('Delete', top.id),

    create(bob, reply),
    { ...create(bob, reply), id: reply.id },
    { ...edit(bob, 'Note', reply.id, { content: 'Reply, edited' }), id: reply.id },
    bob.does('Delete', reply.id),
    linked,
    like,
    eve.does('Like', `${blog}/1#reply`),
    eve.does('Undo', like.id),
    ann.does('Like', `${server}/linked`),

    create(ann, toot),
    edit(ann, 'Note', toot.id, { content: 'Toot, edited' }),
    eve.says('To the toot', toot.id),
    eve.says('To its address', tootUrl),

    ann.says('Odd', even, { id: odd }),
    bob.says('Even', odd, { id: even }),

    follow,
    bob.does('Undo', follow),
    bob.does('Follow', ann.id),
    ann.does('Block', bob.id),
  ];
}

/** What an import made of a community, told without ids that depend on what was made before. */
async function made(app: TestApp, community: number): Promise<Record<string, string[]>> {
  const of = `'%c${community}%'`;
  const queries = {
    comments: `SELECT f."foreignId", c."body", c."deletedAt" IS NULL AS "isThere", c."isListed", c."replyCount",
        c."favoriteCount", post."url", k."body" AS parent
      FROM "foreign_object" AS f JOIN "comment" AS c ON c."id" = f."localId" JOIN "post" ON post."id" = c."postId"
        LEFT JOIN "comment" AS k ON k."id" = c."inReplyToId"
      WHERE f."kind" = 'COMMENT' AND f."foreignId" LIKE ${of}`,
    posts: `SELECT p."url", p."title", p."body", p."commentCount", p."favoriteCount", i."value" AS author
      FROM "post" AS p LEFT JOIN "identity" AS i ON i."profileId" = p."authorId" WHERE p."url" LIKE ${of}`,
    people: `SELECT i."value", p."displayName", p."about", p."homepageUrl", p."avatarUrl", p."commentCount",
        p."followerCount", p."followingCount"
      FROM "identity" AS i JOIN "profile" AS p ON p."id" = i."profileId" WHERE i."value" LIKE ${of}`,
    activities: `SELECT a."type", i."value" AS actor, a."occurredAt", a."isVisible" FROM "activity" AS a
      JOIN "identity" AS i ON i."profileId" = a."actorId" WHERE i."value" LIKE ${of}`,
    waiting: `SELECT "awaitedId" FROM "waiting_act" WHERE "awaitedId" LIKE ${of}`,
  };
  const all: Record<string, string[]> = {};
  for (const [name, query] of Object.entries(queries)) {
    const rows: unknown[] = await app.app.database.source.query(query);
    all[name] = rows
      .map((row) => JSON.stringify(row).replaceAll(`c${community}`, 'community'))
      .sort();
  }
  return all;
}

describe('activities in any order', () => {
  let app: TestApp;
  let communities = 100;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.close());

  const anyOrder = fc.shuffledSubarray(
    acts(0).map((_act, index) => index),
    { minLength: 2 },
  );
  const story = (order: readonly number[]) => {
    communities += 1;
    const told = acts(communities);
    return { community: communities, values: order.map((index) => told[index]) };
  };

  it('change nothing when they are imported again', async () => {
    await fc.assert(
      fc.asyncProperty(anyOrder, async (order) => {
        const { values } = story(order);
        const wrong = await auditCounts(app);
        const { faults } = await importValues(app, values);
        expect(faults.filter(({ reason }) => reason.includes('database'))).toEqual([]);
        const before = await dump(app);
        const again = await importValues(app, values);
        expect(await dump(app)).toEqual(before);
        expect(again.counts).toMatchObject({ read: values.length });
        expect(hasChangedNothing(again)).toBe(true);
        expect(await auditCounts(app)).toEqual(wrong);
      }),
      { numRuns: 60 },
    );
  }, 180_000);

  it('make the same whether they are imported together or one by one', async () => {
    await fc.assert(
      fc.asyncProperty(anyOrder, async (order) => {
        const together = story(order);
        const { faults } = await importValues(app, together.values);
        const alone = story(order);
        const faultsAlone = [];
        for (const [index, value] of alone.values.entries()) {
          const report = await importValues(app, [value]);
          for (const fault of report.faults)
            faultsAlone.push({ ...fault, line: fault.line === null ? null : index + 1 });
        }
        expect(faultsAlone).toEqual(faults);
        expect(await made(app, alone.community)).toEqual(await made(app, together.community));
        expect(faults.filter(({ reason }) => reason.includes('database'))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 180_000);
});
