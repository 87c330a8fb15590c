import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { ATTACKS, suspiciousParts } from '../support/inert-html';

const PAGE = 'https://blog.example/bodies';

describe('the words of a comment', () => {
  let app: TestApp;
  let ann: Member;

  const add = (body: string) => app.mutate('AddComment', { postUrl: PAGE, body }, ann);
  const htmlOf = async (body: string): Promise<string> =>
    (await app.comment(ann, PAGE, body)).bodyHtml;

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
  });
  afterAll(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(() => app.close());

  it('are markdown, shown as HTML', async () => {
    const comment = await app.comment(
      ann,
      PAGE,
      'A *line*\nand another\n\n> quoted\n\n- one\n- two',
    );
    expect(comment.body).toBe('A *line*\nand another\n\n> quoted\n\n- one\n- two');
    expect(comment.bodyHtml).toBe(
      '<p>A <em>line</em><br />\nand another</p>\n<blockquote>\n<p>quoted</p>\n</blockquote>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>',
    );
  });

  it('get links that give no rank, written out or bare', async () => {
    const link = '<a href="https://e.example/?a=1&amp;b=2" rel="nofollow ugc noopener">';
    expect(await htmlOf('[here](https://e.example/?a=1&b=2)')).toBe(`<p>${link}here</a></p>`);
    expect(await htmlOf('https://e.example/?a=1&b=2')).toContain(link);
  });

  it('show pictures of the web, lazily', async () => {
    expect(await htmlOf('![cat](https://e.example/cat.png)')).toBe(
      '<p><img src="https://e.example/cat.png" alt="cat" loading="lazy" /></p>',
    );
  });

  it('show raw HTML as text', async () => {
    expect(await htmlOf('a <b>bold</b> <script>alert(1)</script>')).toBe(
      '<p>a &lt;b&gt;bold&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;</p>',
    );
  });

  it('lead nowhere where a link would run a script', async () => {
    for (const target of ['javascript:alert(1)', 'JAVASCRIPT:x', 'vbscript:x', 'data:text/html,x'])
      expect(await htmlOf(`[x](${target})`)).not.toContain('href');
    expect(await htmlOf('![x](data:image/png;base64,AAAA)')).not.toContain('src');
  });

  it('are harmless as HTML, and kept as they were written', async () => {
    for (const attack of ATTACKS) {
      const { body, bodyHtml } = await app.comment(ann, PAGE, attack);
      expect({ attack, body, suspicious: suspiciousParts(bodyHtml) }).toEqual({
        attack,
        body: attack,
        suspicious: [],
      });
    }
  });

  it.each(['', ' ', '\n\n', ' \t\r\n ', '\u00a0\u2003\u3000\ufeff', '\u200b\u200d\u2060'])(
    'are missing from %j',
    async (body) => {
      const { comment, userErrors } = await add(body);
      expect(comment).toBeNull();
      expect(userErrors).toMatchObject([{ field: ['body'], code: 'INVALID' }]);
    },
  );

  it.each(['x', 'é', '😀'])('are at most 10,000 characters of %s', async (character) => {
    const { comment } = await add(character.repeat(10_000));
    expect([...comment.body]).toHaveLength(10_000);
    const { comment: none, userErrors } = await add(character.repeat(10_001));
    expect(none).toBeNull();
    expect(userErrors).toMatchObject([{ field: ['body'], code: 'INVALID' }]);
  });

  it('are counted without the white space that is not kept', async () => {
    const { comment, userErrors } = await add(`\n\n${'x'.repeat(10_000)}\n\n`);
    expect(userErrors).toEqual([]);
    expect(comment.body).toHaveLength(10_000);
  });

  it.each(['\u0000', '\u0001', '\u0008', '\u000b', '\u001b', '\u007f'])(
    'hold no control character such as %j',
    async (character) => {
      const { comment, userErrors } = await add(`a${character}b`);
      expect(comment).toBeNull();
      expect(userErrors).toMatchObject([{ field: ['body'], code: 'INVALID' }]);
    },
  );

  it.each([
    'tab\tand\r\nlines\n\nparagraphs',
    'Ünïcödé e\u0301 – “quotes” … \u00a0 nbsp',
    '日本語 العربية עברית हिन्दी ไทย',
    '👩‍👩‍👧‍👦 🏳️‍🌈 🇩🇪 \u{1F9D1}\u{1F3FD}',
    '\'; DROP TABLE comment; -- " ` \\ % _ :name $1 ?',
  ])('are kept as they are: %j', async (body) => {
    expect((await app.comment(ann, PAGE, body)).body).toBe(body);
  });

  it('survive half a surrogate pair', async () => {
    const { comment, userErrors } = await add('half \ud83d of it');
    expect(userErrors).toEqual([]);
    expect(comment.body).toBe('half \ufffd of it');
  });

  it('keep the indentation that makes code, and lose blank lines around', async () => {
    const { body, bodyHtml } = await app.comment(ann, PAGE, '\n  \r\n    let a = 1;\n\n  \n');
    expect(body).toBe('    let a = 1;');
    expect(bodyHtml).toBe('<pre><code>let a = 1;\n</code></pre>');
  });
});
