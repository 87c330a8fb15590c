import { renderBody } from '../../src/comments/body-html';
import type { BodyFormat } from '../../src/posts/post.entity';
import { ATTACKS, suspiciousParts } from '../support/inert-html';
import { Random } from '../support/random';

const FORMATS: readonly BodyFormat[] = ['MARKDOWN', 'HTML', 'TEXT'];

describe('the check for harmless HTML itself', () => {
  it.each([
    '<script>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">',
    '<a href="data:text/html,x">',
    '<a href="java&#9;script:alert(1)">',
    '<a href="java\tscript:alert(1)">',
    '<a href="//e.example/">',
    '<p onclick="x">',
    '<img src="mailto:x">',
    '<unknown>',
    '<p',
  ])('sees through %s', (html) => {
    expect(suspiciousParts(html)).not.toEqual([]);
  });

  it('lets good HTML pass', () => {
    expect(
      suspiciousParts(
        '<p>a &lt; b<br /><a href="https://e.example/?a=1&amp;b" rel="nofollow">x</a><a href="/b:c">y</a></p>',
      ),
    ).toEqual([]);
  });
});

describe('a body in Markdown', () => {
  const MAX = 10_000;
  const cut = (text: string) => text.slice(0, MAX);

  it.each([
    [
      'a table of empty cells',
      cut(`${'|a'.repeat(20)}|\n${'|-'.repeat(20)}|\n${'|\n'.repeat(MAX)}`),
    ],
    [
      'a long address that is referred to',
      cut(`[a]: http://e.example/${'x'.repeat(5_000)}\n\n${'[a]'.repeat(MAX)}`),
    ],
    ['links', cut('[](a)'.repeat(MAX))],
    ['addresses', cut('http://a.b '.repeat(MAX))],
    ['lines', cut('a\n'.repeat(MAX))],
    ['quotations in each other', cut('> '.repeat(MAX))],
  ])('does not grow without bounds: %s', (_what, body) => {
    expect(renderBody(body, 'MARKDOWN').length).toBeLessThan(20 * MAX);
  });

  it('is shown as it was written where it would be too long', () => {
    const body = `[a]: http://e.example/${'x'.repeat(5_000)}\n\n${'[a] <b>'.repeat(100)}`;
    expect(renderBody(body, 'MARKDOWN')).toMatch(
      /^<p>\[a\]: http:\/\/e\.example\/x+<\/p>\n<p>\[a\] &lt;b&gt;/,
    );
  });
});

describe.each(FORMATS)('a body in %s', (format) => {
  it.each(ATTACKS)('is harmless: %j', (attack) => {
    expect(suspiciousParts(renderBody(attack, format))).toEqual([]);
  });

  it('is harmless in any mixture of attacks, cut anywhere', () => {
    const random = new Random(20250930);
    for (let round = 0; round < 1_500; round += 1) {
      const body = Array.from({ length: 1 + random.below(4) }, () => {
        const attack = random.one(ATTACKS);
        return attack.slice(random.below(5), 1 + random.below(attack.length * 2));
      }).join(random.one(['', ' ', '\n', '\n\n', '"', '>', '`', '[', '](']));
      expect({ body, suspicious: suspiciousParts(renderBody(body, format)) }).toEqual({
        body,
        suspicious: [],
      });
    }
  });
});

describe('a body', () => {
  it('in HTML keeps its own mark-up and loses what acts', () => {
    expect(
      renderBody(
        '<p class="x">A <b>bold</b> <img src="https://e.example/a.png" onload="x()"></p>',
        'HTML',
      ),
    ).toBe('<p>A <b>bold</b> <img src="https://e.example/a.png" loading="lazy" /></p>');
  });

  it.each(['<div>', '<b>', '<ul><li>', '<section>', '<svg><p>', '<a href="https://e.example/">'])(
    'in HTML that nests %s endlessly keeps its words alone, in lines',
    (tag) => {
      const body = `<p>One &lt; <b>two</b></p>${tag.repeat(100_000)}three<br>four <script>x()</script>`;
      expect(renderBody(body, 'HTML').replace(/<br \/>/g, '\n')).toBe(
        'One &lt; two\nthree\nfour x()',
      );
    },
  );

  it.each([
    ['deep', (count: number) => ['<div>'.repeat(count), '</div>'.repeat(count)]],
    ['unclosed', (count: number) => [`<p>${'<i>'.repeat(count - 1)}`, '']],
  ])('in HTML keeps the mark-up of %s tags as far as browsers do', (_name, tags) => {
    const [open = '', close = ''] = tags(512);
    const html = renderBody(`${open}words${close}`, 'HTML');
    expect(html.startsWith(`${open}words</`)).toBe(true);
    expect(html.match(/<\w+>/g)).toHaveLength(512);
    expect(html.match(/<\/\w+>/g)).toHaveLength(512);
  });

  it('in HTML may have any number of tags beside each other, void and stray ones too', () => {
    const parts = ['<p>a</p>', '<br />', '</b>', '<p>b', '<img src="https://e.example/a.png">'];
    const html = renderBody(parts.join('').repeat(2_000), 'HTML');
    expect(html.match(/<p>/g)).toHaveLength(4_000);
    expect(html.match(/<img/g)).toHaveLength(2_000);
  });

  it('may be endless text, or a tag with endless attributes', () => {
    const text = 'word & <'.repeat(1_000_000);
    expect(renderBody(text, 'TEXT')).toBe(`<p>${'word &amp; &lt;'.repeat(1_000_000)}</p>`);
    expect(renderBody('word &amp; '.repeat(1_000_000), 'HTML')).toBe(
      'word &amp; '.repeat(1_000_000).trim(),
    );
    const attributes = Array.from({ length: 100_000 }, (_none, index) => `a${index}="x"`);
    expect(renderBody(`<p ${attributes.join(' ')}>x</p>`, 'HTML')).toBe('<p>x</p>');
  });

  it('in HTML gets its unclosed tags closed', () => {
    expect(renderBody('<b>bold <i>both', 'HTML')).toBe('<b>bold <i>both</i></b>');
  });

  it('in TEXT shows mark-up as it is written, with its paragraphs and lines', () => {
    expect(renderBody('a <b> & "c"\nd\n\n  e', 'TEXT')).toBe(
      '<p>a &lt;b&gt; &amp; "c"<br />d</p>\n<p>e</p>',
    );
  });

  it('in MARKDOWN shows raw HTML as text', () => {
    expect(renderBody('a <b>b</b>', 'MARKDOWN')).toBe('<p>a &lt;b&gt;b&lt;/b&gt;</p>');
  });

  it.each<[BodyFormat, string]>([
    ['MARKDOWN', '[x](https://e.example/)'],
    ['MARKDOWN', 'https://e.example/'],
    ['HTML', '<a href="https://e.example/" rel="follow" target="_blank">x</a>'],
  ])('in %s gives no rank to its links: %s', (format, body) => {
    const html = renderBody(body, format);
    expect(html).toContain('<a href="https://e.example/" rel="nofollow ugc noopener">');
  });
});
