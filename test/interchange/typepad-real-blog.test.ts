import 'reflect-metadata';
import { TestApp } from '../support/app';
import { auditCounts } from '../support/audit';
import { dump } from '../support/import';
import { importExportTexts } from '../support/typepad';
import { realBlog } from '../support/typepad-blog';

const PROFILE = 'query ($username: String!) { profile(username: $username) { commentCount } }';

describe('an export of the size of a real blog', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(() => app.close());

  it('imports with the counts of who wrote it, and then, also under another time zone, changes nothing', async () => {
    const { text, facts } = realBlog({ posts: 1_500, comments: 2_000, seed: 4 });
    expect(facts).toMatchObject({ entries: 1_500, comments: 2_000 });
    const first = await importExportTexts(app, [text], { zone: 'America/New_York' });
    const people = Object.values(facts.people).reduce((sum, { size }) => sum + size, 0);
    const passedComments = facts.comments - facts.commentsOnPublished;
    expect(first.read).toEqual({
      entries: facts.entries,
      comments: facts.comments,
      pings: facts.pings,
      drafts: facts.drafts + facts.future,
      refusedEntries: 0,
      passedComments,
    });
    expect(first.made).toMatchObject({
      posts: facts.published,
      comments: facts.commentsOnPublished,
      // They, and who wrote the blog.
      newProfiles: people + 1,
    });
    const before = await dump(app);
    expect(before.comment).toHaveLength(facts.commentsOnPublished);
    for (const zone of ['America/New_York', 'Asia/Tokyo']) {
      const again = await importExportTexts(app, [text], { zone });
      expect(again.made).toMatchObject({
        ...{ posts: 0, postsThere: facts.published, newProfiles: 0 },
        ...{ comments: 0, commentsThere: facts.commentsOnPublished },
      });
    }
    expect(await dump(app)).toEqual(before);
    expect(await auditCounts(app)).toEqual([]);
    expect((await app.data(PROFILE, { username: 'Blogger' })).profile.commentCount).toBe(0);
  });
});
