import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { operations } from '../support/operations';

describe('a page', () => {
  let app: TestApp;
  let ann: Member;

  const comment = (postUrl: string) =>
    app.mutate('AddComment', { postUrl, body: 'Some words' }, ann);
  const postAt = async (url: string) => (await app.data(operations.Thread, { url })).post;

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
  });
  afterAll(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(() => app.close());

  it.each([
    ['the case of scheme and host', 'https://case.example/A', ['HTTPS://Case.EXAMPLE/A']],
    ['the default port', 'https://port.example/a', ['https://port.example:443/a']],
    ['the default port of http', 'http://port.example/a', ['http://port.example:80/a']],
    [
      'a fragment',
      'https://hash.example/a',
      ['https://hash.example/a#top', 'https://hash.example/a#'],
    ],
    [
      'a trailing slash',
      'https://slash.example/a',
      ['https://slash.example/a/', 'https://slash.example/a//'],
    ],
    [
      'the slash of a bare host',
      'https://bare.example',
      ['https://bare.example/', 'https://bare.example/?', 'https://bare.example./'],
    ],
    ['white space around it', 'https://space.example/a', [' https://space.example/a\n']],
    [
      'where the reader came from',
      'https://track.example/a?id=7',
      [
        'https://track.example/a?id=7&utm_source=x&utm_medium=y',
        'https://track.example/a?fbclid=x&id=7',
        'https://track.example/a/?gclid=1&id=7&mc_cid=2&UTM_campaign=z#comments',
        'https://track.example/a?id=7&utm_source',
      ],
    ],
    [
      'a host in its own letters',
      'https://xn--bcher-kva.example/a',
      ['https://bücher.example/a', 'https://BÜCHER.example/a'],
    ],
    [
      'letters that an address must write as bytes',
      'https://path.example/%C3%A9',
      ['https://path.example/é'],
    ],
    [
      'dots in its path',
      'https://dots.example/b',
      ['https://dots.example/a/../b', 'https://dots.example/./b'],
    ],
  ])('is one post whatever %s', async (_what, normal, spellings) => {
    const { comment: first, userErrors } = await comment(spellings[0] ?? normal);
    expect(userErrors).toEqual([]);
    expect(first.post.url).toBe(normal);
    for (const spelling of [normal, ...spellings]) {
      expect(await postAt(spelling)).toMatchObject({ id: first.post.id, url: normal });
      expect((await comment(spelling)).comment.post.id).toBe(first.post.id);
    }
    expect((await postAt(normal)).commentCount).toBe(spellings.length + 2);
  });

  it.each([
    ['http and https', 'http://two.example/a', 'https://two.example/a'],
    ['another port', 'https://two.example/b', 'https://two.example:8443/b'],
    ['with and without www', 'https://two.example/c', 'https://www.two.example/c'],
    ['the case of its path', 'https://two.example/d', 'https://two.example/D'],
    ['another query', 'https://two.example/e?p=1', 'https://two.example/e?p=2'],
    [
      'another order of its query',
      'https://two.example/f?a=1&b=2',
      'https://two.example/f?b=2&a=1',
    ],
    ['an escaped slash', 'https://two.example/g/h', 'https://two.example/g%2Fh'],
  ])('is two where they differ by %s', async (_what, one, other) => {
    const [first, second] = [await comment(one), await comment(other)];
    expect(second.comment.post.id).not.toBe(first.comment.post.id);
  });

  it.each([
    'https://query.example/a?q=a%20b%2Bc&r=%C3%A9&s=1+2',
    'https://query.example/a?b=2&a=1&a=0',
    'https://query.example/a?ref=utm_source&next=https%3A%2F%2Fe.example%2F%3Futm_source%3Dx',
    'https://query.example/a?utmost=1&my_utm_x=2',
    'https://query.example/a?flag&empty=',
    'https://query.example/a?list[]=1&tilde=~&star=*',
  ])('keeps its query as it is written, with tracking or without: %s', async (url) => {
    const { comment: plain } = await comment(url);
    expect(plain.post.url).toBe(url);
    const { comment: tracked } = await comment(`${url}&utm_source=x&fbclid=y`);
    expect(tracked.post).toMatchObject({ id: plain.post.id, url });
  });

  it.each([
    '',
    ' ',
    'nowhere',
    '/relative',
    '//blog.example/a',
    'blog.example/a',
    'https://',
    'https:///',
    'https://blog example/a',
    'ftp://blog.example/a',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'mailto:a@b.example',
    'https://ann@blog.example/a',
    'https://ann:secret@blog.example/a',
    'https://blog.example:99999/a',
    'https://[::1/a',
    'https://blog.exa\u0000mple/a',
  ])('needs a whole http(s) address, which is not %j', async (url) => {
    const { comment: none, userErrors } = await comment(url);
    expect(none).toBeNull();
    expect(userErrors).toMatchObject([{ field: ['postUrl'], code: 'INVALID' }]);
    expect(await postAt(url)).toBeNull();
  });

  it('has an address of at most 2,000 characters', async () => {
    const start = 'https://long.example/';
    const longest = start + 'x'.repeat(2_000 - start.length);
    expect((await comment(longest)).comment.post.url).toBe(longest);
    expect((await comment(`${longest}x`)).userErrors).toMatchObject([{ code: 'INVALID' }]);
    expect((await comment(`${longest}?utm_source=${'y'.repeat(50_000)}`)).comment.post.url).toBe(
      longest,
    );
    expect((await comment(start + 'é'.repeat(400))).userErrors).toMatchObject([
      { field: ['postUrl'], code: 'INVALID' },
    ]);
  });

  it('that nobody has commented on is no post', async () => {
    expect(await postAt('https://unknown.example/')).toBeNull();
  });

  it('is on the site of its origin, where no nearer one is known', async () => {
    const { comment: one } = await comment('https://site.example:8080/blog/one');
    const { comment: two } = await comment('https://site.example:8080/shop/two?x=1');
    expect(one.post.site).toEqual({
      id: one.post.site.id,
      title: null,
      url: 'https://site.example:8080',
    });
    expect(two.post.site.id).toBe(one.post.site.id);
  });
});
