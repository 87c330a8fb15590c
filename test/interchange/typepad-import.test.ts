import 'reflect-metadata';
import { TestApp } from '../support/app';
import { dump } from '../support/import';
import { comment, entry, importExportTexts, typepadProfile } from '../support/typepad';

const POST = `query ($url: String!) { post(url: $url) {
  id title url publishedAt author { username displayName } site { url } commentCount
  comments(first: 50) { edges { node {
    body bodyFormat bodyHtml createdAt author { username displayName homepageUrl isClaimed commentCount } } } } } }`;
const PROFILE = `query ($username: String!) { profile(username: $username) {
  displayName commentCount homepageUrl
  activity(first: 50) { edges { node { __typename occurredAt ... on CommentActivity { comment { body post { url } } } } } } } }`;

const URL_A = 'https://ann.typepad.com/weblog/2010/10/a.html';

describe('an import of Typepad exports', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(() => app.close());

  const post = async (url: string) => (await app.data(POST, { url })).post;
  const profile = async (username: string) => (await app.data(PROFILE, { username })).profile;
  const words = (found: any) => found.comments.edges.map(({ node }: any) => node.body);

  it('makes posts, comments and people under their dates, and keeps words byte for byte', async () => {
    const source = '  First  <b onclick="alert(1)">paragraph</b> &amp;\n\n   second\tone  ';
    const report = await importExportTexts(app, [
      entry('a', {}, [comment(source, { name: 'Bob  Smith', url: 'https://bob.example/' })]),
    ]);
    expect(report.made).toMatchObject({ posts: 1, comments: 1, newProfiles: 2 });
    const found = await post(URL_A);
    expect(found).toMatchObject({
      title: 'Post a',
      url: URL_A,
      publishedAt: '2010-10-04T17:03:00.000Z',
      author: { username: 'Ann-Author', displayName: 'Ann Author' },
      site: { url: 'https://ann.typepad.com/weblog' },
      commentCount: 1,
    });
    const [{ node }] = found.comments.edges;
    expect(node).toMatchObject({
      body: source,
      bodyFormat: 'HTML',
      createdAt: '2010-10-05T09:00:00.000Z',
      author: { displayName: 'Bob Smith', homepageUrl: 'https://bob.example/', isClaimed: false },
    });
    expect(node.bodyHtml).not.toContain('onclick');
    expect(node.bodyHtml).toMatch(/<p>First.*<\/p>\s*<p>second/s);
  });

  it('knows one person by their Typepad id on two blogs and under two names, under the newest', async () => {
    const signed = { url: typepadProfile('6p00d8341c1234') };
    const there = { url: 'https://other.example/2011/02/b.html', author: 'Cleo' };
    const report = await importExportTexts(app, [
      entry('a', {}, [
        comment('first', { name: 'Dora', ...signed, date: '10/05/2010 09:00:00 AM' }),
      ]),
      entry('b', there, [
        comment('last', { name: 'Dora B.', ...signed, date: '02/01/2011 13:00:00' }),
        comment('middle', { name: 'D.', ...signed, date: '01/01/2011 01:00:00 PM' }),
      ]),
    ]);
    expect(report.made.newProfiles).toBe(3);
    const dora = await profile('Dora');
    expect(dora).toMatchObject({ displayName: 'Dora B.', commentCount: 3 });
    expect(
      dora.activity.edges.map(({ node }: any) => [node.occurredAt, node.comment.body]),
    ).toEqual([
      ['2011-02-01T13:00:00.000Z', 'last'],
      ['2011-01-01T13:00:00.000Z', 'middle'],
      ['2010-10-05T09:00:00.000Z', 'first'],
    ]);
  });

  it('keeps two people of one name two, by email, by web address and by site', async () => {
    const other = { url: 'https://other.example/2011/02/b.html' };
    const report = await importExportTexts(app, [
      entry('a', {}, [
        comment('1', { name: 'Bob', email: 'bob@first.org' }),
        comment('2', { name: 'bob', email: ' BOB@first.org', url: 'https://bob.example' }),
        comment('3', { name: 'Bob', email: 'bob@second.org' }),
        comment('4', { name: 'Bob', url: 'https://bob.example' }),
        comment('5', { name: 'Bob', url: 'http://www.bob.example/', email: 'noreply@first.org' }),
        comment('6', { name: 'Bob' }),
        comment('7', { name: ' bob ', email: 'none' }),
      ]),
      entry('b', other, [comment('8', { name: 'Bob' })]),
    ]);
    const counts = await Promise.all(
      ['Bob', 'Bob-2', 'Bob-3', 'Bob-4', 'Bob-5'].map(
        async (name) => (await profile(name)).commentCount,
      ),
    );
    expect(counts).toEqual([2, 1, 2, 2, 1]);
    expect(report.made).toMatchObject({ newProfiles: 7, ambiguousProfiles: 5 });
    expect(await profile('Bob-6')).toBeNull();
  });

  it('decides who is who whatever the order of files and comments', async () => {
    const people = ['1', '2', '3'].map((id) => ({
      name: `Name ${id}`,
      url: typepadProfile('6pabc'),
    }));
    const texts = people.map((person, index) =>
      entry(`${index}`, { author: 'Ann' }, [
        comment(`${index}`, { ...person, date: `10/0${index + 1}/2010 09:00:00 AM` }),
      ]),
    );
    await importExportTexts(app, [texts[2]!, texts[0]!, texts[1]!]);
    const { searchProfiles } = await app.data(
      '{ searchProfiles(query: "Name") { edges { node { displayName commentCount } } } }',
    );
    expect(searchProfiles.edges).toEqual([{ node: { displayName: 'Name 3', commentCount: 3 } }]);
  });

  it('changes nothing the second time, nor under another time zone, and says so', async () => {
    const twice = comment('the same', { name: 'Bob' });
    const texts = [
      entry('a', {}, [twice, twice, comment('other', { name: 'Bob', date: 'nonsense' })]),
      entry('draft', { more: 'STATUS: Draft' }, [comment('hidden', { name: 'Eve' })]),
    ];
    const first = await importExportTexts(app, texts, { zone: 'America/New_York' });
    expect(first.made).toMatchObject({ posts: 1, comments: 3 });
    const before = await dump(app);
    for (const zone of ['America/New_York', 'Asia/Tokyo', '+05:30']) {
      const again = await importExportTexts(app, texts, { zone });
      expect(again.made).toMatchObject({
        posts: 0,
        postsThere: 1,
        comments: 0,
        commentsThere: 3,
        newProfiles: 0,
      });
    }
    expect(await dump(app)).toEqual(before);
    // Both of it are one file, in another order, with a comment more.
    const grown = [entry('a', {}, [comment('new', { name: 'Zoe' }), twice, twice])];
    expect((await importExportTexts(app, grown)).made).toMatchObject({
      comments: 1,
      commentsThere: 2,
    });
    expect(words(await post(URL_A))).toHaveLength(4);
  });

  it('says in a dry run what the import then does, and writes nothing', async () => {
    const texts = [
      entry('a', {}, [
        comment('1', { name: 'Bob', email: 'bob@first.org' }),
        comment('2', { name: 'Bob', email: 'bob@second.org' }),
      ]),
      entry('a', {}, [
        comment('2', { name: 'Bob', email: 'bob@second.org' }),
        comment('3', { name: 'Bob' }),
      ]),
      entry('b', { more: 'STATUS: Future' }),
    ];
    const before = await dump(app);
    const dry = await importExportTexts(app, texts, { isDryRun: true });
    expect(await dump(app)).toEqual(before);
    const real = await importExportTexts(app, texts);
    expect(dry).toEqual({ ...real, isDryRun: true });
    const again = await importExportTexts(app, texts, { isDryRun: true });
    expect(again.made).toMatchObject({ posts: 0, postsThere: 2, comments: 0, commentsThere: 4 });
  });

  it('accounts for all that it read: drafts, what stands below them, pings, and what it repaired', async () => {
    const ping =
      'PING:\nTITLE: Spam\nURL: https://spam.example\nIP: 192.0.2.1\nBLOG NAME: x\nDATE: 10/05/2010 09:00:00 AM\nwords\n-----\n';
    const text = [
      entry('a', { more: 'NO ENTRY: 1' }, [comment('x', { name: 'Bob' }), ping, ping]),
      entry('b', { more: 'STATUS: Draft' }, [comment('y', { name: 'Eve' }), ping]),
      entry('c', { more: 'STATUS: Future' }),
      entry('d', { date: 'soon' }, [comment('z', { name: 'Bob', date: '' })]),
    ].join('');
    const { read, made, told } = await importExportTexts(app, [text]);
    expect(read).toEqual({
      entries: 4,
      comments: 3,
      pings: 3,
      drafts: 2,
      refusedEntries: 0,
      passedComments: 2,
    });
    expect(made).toMatchObject({ posts: 2, comments: 1 });
    const lineOf = (part: string) => text.slice(0, text.indexOf(part)).split('\n').length;
    expect(told.map(({ kind, line }) => [kind, line])).toEqual([
      ['REPAIRED', 1],
      ['PASSED_OVER', lineOf('TITLE: Post b') - 1],
      ['PASSED_OVER', lineOf('TITLE: Post b') - 1],
      ['PASSED_OVER', lineOf('TITLE: Post c') - 1],
      ['REPAIRED', lineOf('TITLE: Post d') - 1],
      ['REFUSED', lineOf('\nDATE: \nz') - 4],
    ]);
    expect(await post('https://ann.typepad.com/weblog/2010/10/d.html')).toMatchObject({
      publishedAt: null,
    });
    expect(await post('https://ann.typepad.com/weblog/2010/10/b.html')).toBeNull();
  });

  it('makes the address of an entry that does not tell it of its site, date and name', async () => {
    const unaddressed = { url: null };
    const text = [
      entry('a'),
      entry('same', unaddressed, [comment('one', { name: 'Bob' })]),
      entry('same', { ...unaddressed, title: 'Another', date: '10/09/2010 05:03:00 PM' }),
      entry('same', { ...unaddressed, date: '11/09/2010 05:03:00 PM' }),
    ].join('');
    const first = await importExportTexts(app, [text]);
    expect(first.made.posts).toBe(4);
    const site = 'https://ann.typepad.com/weblog';
    expect(await post(`${site}/2010/10/same.html`)).toMatchObject({
      title: 'Post same',
      commentCount: 1,
    });
    expect(await post(`${site}/2010/10/same-2.html`)).toMatchObject({ title: 'Another' });
    expect(await post(`${site}/2010/11/same.html`)).toMatchObject({ title: 'Post same' });
    expect((await importExportTexts(app, [text])).made).toMatchObject({ posts: 0, postsThere: 4 });
    const nowhere = await importExportTexts(app, [
      entry('x', unaddressed, [comment('y', { name: 'Bob' })]),
    ]);
    expect(nowhere.read).toMatchObject({ refusedEntries: 1, passedComments: 1 });
    expect(nowhere.told[0]).toMatchObject({ kind: 'REFUSED', line: 1 });
  });

  it('takes up a page that people comment on already, and is not made to fail by names that are taken', async () => {
    const bob = await app.join('Bob');
    await app.comment(bob, URL_A, 'I was here first');
    const long = 'word '.repeat(4_000);
    const report = await importExportTexts(app, [entry('a', {}, [comment(long, { name: 'Bob' })])]);
    expect(report.made).toMatchObject({ posts: 1, comments: 1 });
    expect(await post(URL_A)).toMatchObject({
      title: 'Post a',
      author: { username: 'Ann-Author' },
      commentCount: 2,
    });
    expect(await profile('Bob-2')).toMatchObject({ commentCount: 1 });
    expect(await profile('Ann-Author')).toMatchObject({
      activity: { edges: [{ node: { __typename: 'PostActivity' } }] },
    });
  });

  it('writes an entry of any length in parts, and finds all of it again', async () => {
    const comments = Array.from({ length: 700 }, (_none, index) =>
      comment(`words ${index % 350}`, { name: `Person ${index % 90}` }),
    );
    const text = entry('a', {}, comments);
    expect((await importExportTexts(app, [text])).made).toMatchObject({ posts: 1, comments: 700 });
    expect((await importExportTexts(app, [text])).made).toMatchObject({
      postsThere: 1,
      commentsThere: 700,
      comments: 0,
    });
  });
});
