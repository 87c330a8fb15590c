import 'reflect-metadata';
import { TestApp } from '../support/app';
import { dump, Foreigner, importValues } from '../support/import';
import { merge } from '../support/merging';
import { comment, entry, exportedText, importExportTexts } from '../support/typepad';

const URL = 'https://ann.typepad.com/weblog/2010/10/a.html';
const ACTIVITY = `query ($username: String!) { profile(username: $username) { id username
  activity(first: 9) { edges { node { ... on CommentActivity { comment { id body } } } } } } }`;

describe('what imports keep beside what they make', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(() => app.close());

  const kept = async (): Promise<string> => JSON.stringify(await dump(app));

  it('goes with a comment that its author deletes, which is not imported anew', async () => {
    const bob = { name: 'Secret Bob', email: 'bob@private.org', url: 'https://bob.example/' };
    const text = entry('a', {}, [
      comment('regretted', bob),
      comment('regretted', bob),
      comment('stays', { name: 'Zoe' }),
    ]);
    await importExportTexts(app, [text]);
    const me = await app.join('robert');
    const { profile } = await app.data(ACTIVITY, { username: 'Secret-Bob' });
    await merge(app, profile, me);
    for (const { node } of profile.activity.edges)
      await app.mutate('DeleteComment', { commentId: node.comment.id }, me);
    const { comment_source, ...rest } = await dump(app);
    for (const secret of ['Secret Bob', 'private.org', 'bob.example', 'regretted'])
      expect(comment_source!.join()).not.toContain(secret);
    expect(comment_source!.filter((row) => row.includes('192.0.2.7'))).toHaveLength(1);
    const again = await importExportTexts(app, [text], { zone: 'Asia/Tokyo' });
    expect(again.made).toMatchObject({ comments: 0, commentsThere: 3 });
    expect(await dump(app)).toEqual({ comment_source, ...rest });
    expect(await exportedText(app)).not.toMatch(/bob|regretted/i);
  });

  it('goes with the words of a post that is withdrawn, which still answers to its address', async () => {
    const ann = new Foreigner('ann');
    const article = { id: 'tag:ann.example,2010:1', type: 'Article', url: URL };
    await importValues(app, [ann.does('Create', article)]);
    const more = 'EXTENDED BODY:\nmore regret\n-----\n';
    const title = 'A regret';
    const text = entry('a', { title, body: 'regret' }, [more, comment('stays', { name: 'Zoe' })]);
    await importExportTexts(app, [text]);
    expect(await kept()).toContain('more regret');
    await importValues(app, [ann.does('Delete', article.id)]);
    expect(await kept()).not.toMatch(/regret/i);
    const before = await dump(app);
    expect((await importExportTexts(app, [text])).made).toMatchObject({ posts: 0, comments: 0 });
    expect(await dump(app)).toEqual(before);
    const exported = await exportedText(app);
    expect(exported).not.toMatch(/regret/i);
    expect((await importExportTexts(app, [exported])).made).toMatchObject({
      ...{ posts: 0, postsThere: 1, comments: 0, commentsThere: 1 },
    });
    expect(await dump(app)).toEqual(before);
  });
});
