import 'reflect-metadata';
import { collectionText } from '../../src/interchange/activitystreams/writing/export-text';
import { exportServer } from '../../src/interchange/activitystreams/writing/exporting';
import { TestApp, type Member } from '../support/app';
import { exported, visible } from '../support/export';
import { Foreigner, importValues } from '../support/import';

const URL = 'https://blog.example/1';

describe('an export', () => {
  let app: TestApp;
  let [ann, bob, eve]: Member[] = [];

  beforeAll(async () => {
    app = await TestApp.start();
    [ann, bob, eve] = [await app.join('ann'), await app.join('bob'), await app.join('eve')];
    const top = await app.comment(ann, URL, 'Top');
    const gone = await app.comment(bob, { id: top.id }, 'Regretted');
    await app.comment(ann, { id: gone.id }, 'Below');
    const unanswered = await app.comment(bob, URL, 'Forgotten');
    const held = await app.comment(bob, URL, 'Held back');
    await app.comment(ann, { id: held.id }, 'To the held');
    for (const { id } of [gone, unanswered])
      await app.mutate('DeleteComment', { commentId: id }, bob);
    await app.follow(ann, bob);
    await app.mutate('AddFavorite', { subjectId: top.post.id }, ann);
    await app.mutate('Block', { profileId: eve.id }, ann);
    await hold('Held back');
    const old = new Foreigner('old');
    await importValues(app, [old.says('Of old', URL, { replies: { totalItems: 3 } })]);
  });
  afterAll(() => app.close());

  /** As a moderator will. */
  async function hold(body: string): Promise<void> {
    const { source } = app.app.database;
    const of = `(SELECT "id" FROM "comment" WHERE "body" = '${body}')`;
    for (const text of [
      `UPDATE "comment" SET "status" = 'PENDING', "isVisible" = FALSE WHERE "body" = '${body}'`,
      `UPDATE "activity" SET "isVisible" = FALSE WHERE "commentId" = ${of}`,
      `UPDATE "profile" SET "commentCount" = "commentCount" - 1 WHERE "username" = 'bob'`,
      `UPDATE "post" SET "commentCount" = "commentCount" - 1`,
      `UPDATE "feed_log" SET "change" = 'RETRACTED' WHERE "commentId" = ${of} AND "recipientId" IS NULL`,
    ])
      await source.query(text);
  }

  const told = async (username: string | null = null): Promise<any[]> =>
    (await exported(app, username)).map((line) => JSON.parse(line));

  it('holds no email, password or session, nor words that are not shown', async () => {
    const text = (await exported(app)).join('');
    expect(text).toContain('Top');
    for (const secret of ['@example.com', 'argon2', 'Regretted', 'Forgotten', 'Held back'])
      expect(text).not.toContain(secret);
  });

  it('keeps the place of what was deleted or is held back while something stands below it', async () => {
    const copy = await TestApp.start();
    try {
      await importValues(copy, await told());
      const { comments } = await visible(copy);
      const withoutHeld = (value: unknown) =>
        JSON.parse(JSON.stringify(value).replaceAll(/(<p>)?Held back(<[/]p>)?/g, ''));
      expect(comments).toEqual(withoutHeld((await visible(app)).comments));
      expect(comments).toHaveLength(6);
    } finally {
      await copy.close();
    }
  });

  it('of the whole server holds who blocks whom, that of a profile does not', async () => {
    const types = async (username: string | null) =>
      new Set((await told(username)).map(({ type }) => type));
    expect(await types(null)).toEqual(
      new Set(['Person', 'Create', 'Delete', 'Follow', 'Like', 'Block']),
    );
    expect(await types('ann')).toEqual(new Set(['Person', 'Create', 'Follow', 'Like']));
  });

  it('of one profile describes it, what it did, and whom that was about', async () => {
    const [person, ...acts] = await told('ANN');
    expect(person).toMatchObject({ type: 'Person', preferredUsername: 'ann' });
    expect(acts.map(({ type, actor }) => ({ type, actor }))).toEqual(
      ['Create', 'Create', 'Create', 'Follow', 'Like'].map((type) => ({ type, actor: person.id })),
    );
    expect(acts[3].object).toMatchObject({ type: 'Person', preferredUsername: 'bob' });
    const copy = await TestApp.start();
    try {
      const { faults } = await importValues(copy, [person, ...acts]);
      expect(faults).toEqual([]);
      const { profiles } = await visible(copy);
      expect(profiles).toMatchObject([
        { username: 'ann', commentCount: 3, followingCount: 1 },
        { username: 'bob', followerCount: 1 },
      ]);
    } finally {
      await copy.close();
    }
  });

  it('is of one moment, whatever is written meanwhile', async () => {
    const before = await exported(app);
    const during = await app.app.database.snapshot(async (on) => {
      const objects = exportServer(on, 'https://rejoinder.example');
      const first = await objects.next();
      await app.comment(eve!, 'https://blog.example/meanwhile', 'Meanwhile');
      const all = [first.value];
      for await (const object of objects) all.push(object);
      return all.length;
    });
    expect(during).toBe(before.length);
    expect(await exported(app)).toHaveLength(before.length + 1);
  });

  it('as a collection holds the same', async () => {
    const text = await app.app.database.snapshot(async (on) => {
      let all = '';
      for await (const part of collectionText(exportServer(on, 'https://rejoinder.example')))
        all += part;
      return all;
    });
    const { orderedItems, ...collection } = JSON.parse(text);
    const context = 'https://www.w3.org/ns/activitystreams';
    expect(collection).toEqual({ '@context': context, type: 'OrderedCollection' });
    expect(orderedItems.map((item: object) => ({ '@context': context, ...item }))).toEqual(
      await told(),
    );
  });
});
