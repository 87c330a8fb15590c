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
