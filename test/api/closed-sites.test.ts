import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { operations } from '../support/operations';

describe('where sites are not open', () => {
  let app: TestApp;
  let ann: Member;

  const register = (url: string, title: string | null = null) =>
    app.app.services.posts.register(url, title);
  const comment = (postUrl: string) =>
    app.mutate('AddComment', { postUrl, body: 'Some words' }, ann);
  const postAt = async (url: string, by: Member | null = ann) =>
    (await app.data(operations.Thread, { url }, by)).post;

  beforeAll(async () => {
    app = await TestApp.start({ hasOpenSites: false });
    ann = await app.join('ann');
  });
  afterAll(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(() => app.close());

  it('a page on an unknown site takes no comments, and leaves nothing behind', async () => {
    const { comment: none, userErrors } = await comment('https://closed.example/a');
    expect(none).toBeNull();
    expect(userErrors).toMatchObject([{ field: ['postUrl'], code: 'FORBIDDEN' }]);
    expect(await postAt('https://closed.example/a')).toBeNull();
    const sites = await app.app.database.source.query(
      `SELECT "id" FROM "site" WHERE "url" = 'https://closed.example'`,
    );
    expect(sites).toEqual([]);
  });

  it('a page on a registered site does', async () => {
    expect(await register('HTTPS://Open.example:443/', 'Open blog')).toBe('https://open.example');
    const { comment: made, userErrors } = await comment('https://open.example/a/b?c=d');
    expect(userErrors).toEqual([]);
    expect(made.post.site).toMatchObject({ title: 'Open blog', url: 'https://open.example' });
  });

  it('the most particular registered site has the page', async () => {
    await register('https://many.example/ann', 'Ann');
    await register('https://many.example', 'Many');
    await register('https://many.example/ann/travel', 'Travel');
    const siteOf = async (path: string) =>
      (await comment(`https://many.example${path}`)).comment.post.site.title;
    expect(await siteOf('/ann/travel/one')).toBe('Travel');
    expect(await siteOf('/ann/travel')).toBe('Travel');
    expect(await siteOf('/ann/food?x=/ann/travel')).toBe('Ann');
    expect(await siteOf('/annabel/one')).toBe('Many');
    expect(await siteOf('/')).toBe('Many');
  });

  it('a registered part opens nothing beside it', async () => {
    await register('https://part.example/blog');
    expect((await comment('https://part.example/blog/one')).userErrors).toEqual([]);
    for (const url of [
      'https://part.example/other',
      'https://part.example/blogger/one',
      'https://part.example/',
      'http://part.example/blog/one',
      'https://part.example:8443/blog/one',
      'https://www.part.example/blog/one',
    ])
      expect((await comment(url)).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('registering again keeps one site, and names it anew', async () => {
    await register('https://again.example', 'First');
    const { comment: first } = await comment('https://again.example/a');
    await register('https://again.example/', 'Second');
    await register('https://again.example', null);
    const { site } = await postAt('https://again.example/a');
    expect(site).toMatchObject({ id: first.post.site.id, title: 'Second' });
  });

  it('only a whole http(s) address can be registered', async () => {
    for (const url of ['', 'again.example', 'ftp://again.example', 'https://a:b@again.example'])
      await expect(register(url)).rejects.toMatchObject({
        userErrors: [{ field: ['url'], code: 'INVALID' }],
      });
  });

  it('tells who can comment where', async () => {
    await register('https://told.example');
    await comment('https://told.example/a');
    expect(await postAt('https://told.example/a')).toMatchObject({ viewerCanComment: true });
    expect(await postAt('https://told.example/a', null)).toMatchObject({ viewerCanComment: false });
  });
});

describe('a site that was open once', () => {
  const url = 'https://once.example/blog/a';
  let open: TestApp;
  let closed: TestApp;
  let ann: Member;
  let first: any;

  beforeAll(async () => {
    open = await TestApp.start({ hasOpenSites: true });
    ann = await open.join('ann');
    first = await open.comment(ann, url);
    expect((await open.data(operations.Thread, { url }, ann)).post.viewerCanComment).toBe(true);
    closed = await TestApp.on(await open.stop(), { hasOpenSites: false });
  });
  afterAll(async () => expect(await auditCounts(closed)).toEqual([]));
  afterAll(() => closed.close());

  it('shows its posts and takes no more comments, by any way in', async () => {
    const { post } = await closed.data(operations.Thread, { url }, ann);
    expect(post).toMatchObject({ commentCount: 1, viewerCanComment: false });
    for (const place of [{ postUrl: url }, { postId: post.id }, { inReplyToId: first.id }]) {
      const { userErrors } = await closed.mutate('AddComment', { ...place, body: 'More' }, ann);
      expect(userErrors).toMatchObject([{ field: Object.keys(place), code: 'FORBIDDEN' }]);
    }
  });

  it('still lets people edit, favorite and delete what is there', async () => {
    const { id } = first;
    const edited = await closed.mutate('EditComment', { commentId: id, body: 'Edited' }, ann);
    const favorited = await closed.mutate('AddFavorite', { subjectId: id }, ann);
    const deleted = await closed.mutate('DeleteComment', { commentId: id }, ann);
    for (const { userErrors } of [edited, favorited, deleted]) expect(userErrors).toEqual([]);
  });

  it('takes comments again once it is registered', async () => {
    await closed.app.services.posts.register('https://once.example', null);
    const { userErrors } = await closed.mutate('AddComment', { postUrl: url, body: 'More' }, ann);
    expect(userErrors).toEqual([]);
    expect((await closed.data(operations.Thread, { url }, ann)).post.viewerCanComment).toBe(true);
  });
});

describe('where sites were open before', () => {
  it('registering a part of one opens the pages below it that are known already', async () => {
    const open = await TestApp.start();
    const bea = await open.join('bea');
    await open.comment(bea, 'https://once.example/blog/one');
    await open.comment(bea, 'https://once.example/other');
    const app = await TestApp.on(await open.stop(), { hasOpenSites: false });
    const comment = (postUrl: string) => app.mutate('AddComment', { postUrl, body: 'More' }, bea);
    const canComment = async (url: string) =>
      (await app.data(operations.Thread, { url }, bea)).post.viewerCanComment;

    expect((await comment('https://once.example/blog/one')).userErrors).toMatchObject([
      { code: 'FORBIDDEN' },
    ]);
    await app.app.services.posts.register('https://once.example/blog', null);
    expect((await comment('https://once.example/blog/one')).userErrors).toEqual([]);
    expect(await canComment('https://once.example/blog/one')).toBe(true);
    expect(await canComment('https://once.example/other')).toBe(false);
    await app.close();
  });
});
