import { wordsOf } from '../../src/interchange/typepad/shown-words';
import { ATTACKS, suspiciousParts } from '../support/inert-html';

const BREAKS = ['wysiwyg', '0', '1', 'markdown', '__default__', 'richtext', 'textile_2', ''];

describe('what is shown of a text', () => {
  it.each([
    ['one line', 'a', '<p>a</p>'],
    ['paragraphs', 'a\nb\n\n \n  c', '<p>a<br />\nb</p>\n\n<p>c</p>'],
    ['CRLF', 'a\r\nb\r\n\r\nc', '<p>a<br />\r\nb</p>\n\n<p>c</p>'],
    ['blocks of its own', '<p>a\nb</p>\n\n<div>c</div>', '<p>a\nb</p>\n\n<div>c</div>'],
    ['both', 'a\n\n<ul>\n<li>b</li>\n</ul>', '<p>a</p>\n\n<ul>\n<li>b</li>\n</ul>'],
    ['code', '<pre>a\n\nb\n\nc</pre>\n\nd', '<pre>a\n\nb\n\nc</pre>\n\n<p>d</p>'],
    ['breaks of its own', 'a<br />\nb', '<p>a<br />\nb</p>'],
    ['a break in a tag', '<b\nclass="x">a</b>', '<p><b>a</b></p>'],
    ['nothing', ' \n ', ''],
  ])('has paragraphs: %s', (_name, text, html) => {
    expect(wordsOf(text).html).toBe(html);
  });

  it('is left as it is where the entry says that it is HTML', () => {
    expect(wordsOf('<p>a\n\nb</p>', 'wysiwyg').html).toBe('<p>a\n\nb</p>');
    expect(wordsOf('a\nb\n\nc', '0').html).toBe('<p>a\nb</p>\n\n<p>c</p>');
  });

  it('is made of Markdown with HTML in it, where the entry says so', () => {
    const { html, format } = wordsOf('*a* <b>b</b>\n\n* c', 'markdown');
    expect(html).toBe('<p><em>a</em> <b>b</b></p>\n<ul>\n<li>c</li>\n</ul>');
    expect(format).toBe('MARKDOWN');
  });

  it.each(BREAKS)('is harmless, and the source is kept: %j', (breaks) => {
    for (const attack of ATTACKS)
      for (const text of [attack, `  a\n\n${attack}\n\n\tb `]) {
        const words = wordsOf(text, breaks);
        expect(suspiciousParts(words.html)).toEqual([]);
        expect(words.body).toBe(text);
      }
  });
});
