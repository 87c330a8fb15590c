import { PASSWORD, TestApp, type Member } from '../support/app';
import { Foreigner, importValues } from '../support/import';
import { merge } from '../support/merging';
import { operations } from '../support/operations';
import { tracesOf } from '../support/traces';

describe('a title, when an account is deleted', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.close());

  const leave = (by: Member, words: string) =>
    app.mutate('DeleteAccount', { password: PASSWORD, words }, by);

  it.each(['REMOVE', 'KEEP'])(
    'of a site goes where nobody else has written on it, with %s',
    async (words) => {
      const [writer, other] = [new Foreigner(`quimby${words}`), new Foreigner(`other${words}`)];
      const host = words.toLowerCase();
      const site = (name: string) => ({
        id: `https://${name}.example/`,
        url: `https://${name}.example/`,
        name: `${name} of Quimby`,
      });
      const writes = (by: Foreigner, name: string, path: string) => {
        const url = `https://${name}.example/${path}`;
        const article = { type: 'Article', id: url, url, name: path, content: '<p>Words</p>' };
        return by.does('Create', { ...article, attributedTo: by.id, context: site(name) });
      };
      const report = await importValues(app, [
        { ...writes(writer, `own-${host}`, 'first'), actor: writer.actor },
        { ...writes(writer, `shared-${host}`, 'first'), actor: writer.actor },
        { ...writes(other, `shared-${host}`, 'second'), actor: other.actor },
      ]);
      expect(report.counts).toMatchObject({ posts: 3 });
      const titles = async () => {
        const rows: { url: string; title: string | null }[] = await app.app.database.source.query(
          `SELECT "url", "title" FROM "site" WHERE "url" LIKE '%-${host}.example%' ORDER BY "url"`,
        );
        return rows.map(({ title }) => title);
      };
      expect(await titles()).toEqual([`own-${host} of Quimby`, `shared-${host} of Quimby`]);
      const member = await app.join(`joined${host}`);
      const { profile } = await app.data(operations.ProfilePage, { username: writer.name });
      await merge(app, profile, member);
      expect((await leave(member, words)).userErrors).toEqual([]);
      expect(await titles()).toEqual([null, `shared-${host} of Quimby`]);
      await app.app.services.departures.settled();
      expect(await tracesOf(app, [`own-${host} of Quimby`])).toEqual([]);
    },
  );

  it('of a post that they gave goes with their words, where nobody else has commented on it', async () => {
    const [ann, bob] = [await app.join('ann'), await app.join('bob')];
    const comment = async (by: Member, path: string) => {
      const input = {
        postUrl: `https://given.example/${path}`,
        postTitle: `${path} by Ann Zorblax`,
      };
      const { userErrors } = await app.mutate('AddComment', { ...input, body: `On ${path}` }, by);
      expect(userErrors).toEqual([]);
    };
    for (const path of ['alone', 'shared']) await comment(ann, path);
    await comment(bob, 'shared');
    await leave(ann, 'REMOVE');
    await app.app.services.departures.settled();
    const titleOf = async (path: string) =>
      (await app.data(operations.Thread, { url: `https://given.example/${path}` })).post?.title;
    expect(await titleOf('alone')).toBeNull();
    expect(await titleOf('shared')).toBe('shared by Ann Zorblax');
    expect(await tracesOf(app, ['alone by Ann Zorblax'])).toEqual([]);
  });
});
