import { TestApp, type Member } from '../support/app';
import { Moderating } from '../support/moderating';
import { numberIn } from '../support/merging';

const DAY_MS = 24 * 60 * 60 * 1000;

describe('the settings of a site', () => {
  let app: TestApp;
  let moderating: Moderating;
  let ann: Member;
  let judge: Member;
  let now = Date.now();
  let number = 0;

  beforeAll(async () => {
    app = await TestApp.start({}, { clock: () => now });
    moderating = new Moderating(app);
    judge = await moderating.promote(await app.join('judge'), 'MODERATOR');
  });
  beforeEach(async () => {
    number += 1;
    ann = await app.join(`ann${number}`);
  });
  afterAll(() => app.close());

  const settings = async (site: { id: string }, more: object) => {
    const input = { siteId: site.id, ...more };
    return moderating.act('UpdateSiteSettings', input, judge);
  };
  const start = (): string => `https://site${number}.example/page`;

  it('a site can hold first comments', async () => {
    const { post } = await app.comment(judge, start());
    const { site } = await settings(post.site, { holdsFirstComments: true });
    expect(site).toEqual({ id: post.site.id, holdsFirstComments: true, closesAfterDays: null });
    await app.comment(ann, 'https://elsewhere.example/page');
    const first = await app.comment(ann, start());
    expect(first.status).toBe('PENDING');
    expect((await app.comment(ann, start())).status).toBe('PENDING');
    await moderating.decide(judge, first, 'PUBLISHED');
    expect((await app.comment(ann, start())).status).toBe('PUBLISHED');
    expect((await app.comment(judge, start())).status).toBe('PUBLISHED');
  });

  it('a first comment that was published is held again with other words', async () => {
    const { post } = await app.comment(judge, start());
    await settings(post.site, { holdsFirstComments: true });
    const first = await app.comment(ann, start(), 'Nice post!');
    await moderating.decide(judge, first, 'PUBLISHED');
    const edited = async (body: string) => {
      const edit = { commentId: first.id, body };
      return (await app.mutate('EditComment', edit, ann)).comment.status;
    };
    expect(await edited('Nice post!')).toBe('PUBLISHED');
    expect(await edited('Buy pills')).toBe('PENDING');
    expect((await moderating.decisions(judge, first))[0]).toMatchObject({
      ...{ rule: 'FIRST_COMMENT', before: 'PUBLISHED', after: 'PENDING' },
    });
    await moderating.decide(judge, first, 'PUBLISHED');
    await app.comment(ann, start());
    expect(await edited('Nice posts!')).toBe('PUBLISHED');
  });

  it('a site can close posts after some days', async () => {
    const { post } = await app.comment(ann, start());
    await settings(post.site, { closesAfterDays: 2 });
    const canComment = async () => {
      const document = 'query ($url: String!) { post(url: $url) { viewerCanComment } }';
      return (await app.data(document, { url: start() }, ann)).post.viewerCanComment;
    };
    const add = async () =>
      (await app.mutate('AddComment', { postUrl: start(), body: 'Late' }, ann)).userErrors;
    now += 2 * DAY_MS - 1;
    expect([await canComment(), await add()]).toEqual([true, []]);
    now += 1;
    expect(await canComment()).toBe(false);
    expect(await add()).toMatchObject([{ field: ['postUrl'], code: 'FORBIDDEN' }]);
    await app.app.database.source.query(
      `UPDATE "post" SET "publishedAt" = ${now - DAY_MS} WHERE "id" = ${numberIn(post.id)}`,
    );
    expect([await canComment(), await add()]).toEqual([true, []]);
    now += DAY_MS;
    expect(await canComment()).toBe(false);
    await settings(post.site, { closesAfterDays: null });
    expect(await canComment()).toBe(true);
  });

  it('a post stays closed whatever becomes of its oldest comment', async () => {
    const oldest = await app.comment(ann, start());
    now += DAY_MS;
    const next = await app.comment(ann, start());
    await settings(oldest.post.site, { closesAfterDays: 2 });
    now += DAY_MS;
    const late = async () =>
      (await app.mutate('AddComment', { postUrl: start(), body: 'Late' }, ann)).userErrors;
    const closed = [{ field: ['postUrl'], code: 'FORBIDDEN' }];
    expect(await late()).toMatchObject(closed);
    await moderating.decide(judge, oldest, 'REMOVED');
    expect(await late()).toMatchObject(closed);
    for (const { id } of [oldest, next]) await app.mutate('DeleteComment', { commentId: id }, ann);
    expect(await late()).toMatchObject(closed);
    const document = 'query ($url: String!) { post(url: $url) { viewerCanComment } }';
    expect((await app.data(document, { url: start() }, ann)).post.viewerCanComment).toBe(false);
  });

  it('settings that two change at the same time are all changed, and the record says so', async () => {
    const { post } = await app.comment(ann, start());
    const document = `query ($id: ID!) { node(id: $id) {
      ... on Site { holdsFirstComments closesAfterDays } } }`;
    for (let days = 1; days <= 10; days += 1) {
      const holds = days % 2 === 1;
      await Promise.all([
        settings(post.site, { holdsFirstComments: holds }),
        settings(post.site, { closesAfterDays: days }),
      ]);
      expect((await app.data(document, { id: post.site.id })).node).toEqual({
        ...{ holdsFirstComments: holds, closesAfterDays: days },
      });
      const [last, first] = await moderating.decisions(judge);
      expect(last.before).toBe(first.after);
    }
  });

  it("settings are everyone's to see and moderators' to change", async () => {
    const { post } = await app.comment(ann, start());
    const input = { siteId: post.site.id, holdsFirstComments: true };
    expect(await moderating.codeOf('UpdateSiteSettings', input, ann)).toBe('FORBIDDEN');
    expect(await moderating.codeOf('UpdateSiteSettings', input, null)).toBe('UNAUTHENTICATED');
    for (const closesAfterDays of [0, -1, 40_000])
      expect((await settings(post.site, { closesAfterDays })).userErrors).toMatchObject([
        { field: ['closesAfterDays'], code: 'INVALID' },
      ]);
    await settings(post.site, { closesAfterDays: 30 });
    const document = `query ($id: ID!) { node(id: $id) {
      ... on Site { holdsFirstComments closesAfterDays } } }`;
    expect((await app.data(document, { id: post.site.id })).node).toEqual({
      ...{ holdsFirstComments: false, closesAfterDays: 30 },
    });
  });
});
