import { mentionsIn } from '../../src/comments/mention-reader';
import type { BodyFormat } from '../../src/posts/post.entity';

const read = (body: string, bodyFormat: BodyFormat = 'MARKDOWN') =>
  mentionsIn({ body, bodyFormat });

describe('who is mentioned in markdown', () => {
  it.each([
    ['Hello @Wren, and (@bob)!', ['wren', 'bob']],
    ['@wren @WREN @bob @wren', ['wren', 'bob']],
    [
      '# @a\n\n> @b\n\n- @c\n- @d\n\n| @e | x |\n|---|---|\n| y | @f |',
      ['a', 'b', 'c', 'd', 'e', 'f'],
    ],
    ['@a\n@b  \n@c\\\n@d', ['a', 'b', 'c', 'd']],
    ['Nobody here', []],
    ['', []],
  ])('is read from the words: %j', (body, names) => {
    expect(read(body)).toEqual(names);
  });

  it.each([
    ['an escape', '\\@wren'],
    ['an escape within', '@wr\\en', ['wr']],
    ['an escape of a mark', '@wr\\_en', ['wr_en']],
    ['an entity for the sign', '&commat;wren &#64;bob &#x40;cat', ['wren', 'bob', 'cat']],
    ['an entity within', '@w&#114;en'],
    ['emphasis', '@wr*en*'],
    ['strong emphasis', '**@wr**en'],
    ['struck words', '~~@wren~~'],
    ['emphasis of the whole', '_@wren_'],
    ['a link', '[@wren](https://e.example/)'],
    ['half a link', '@wr[en](https://e.example/)'],
    ['a reference', '[@wren]\n\n[@wren]: https://e.example/'],
    ['a character that is not seen', '@wr\u200ben'],
    ['a soft hyphen', '@wr&shy;en'],
    ['raw HTML, which is shown as text', '<b>@wren</b>'],
    ['a heading', '@wren\n---'],
  ])('is read as shown, through %s', (_what, body, names = ['wren']) => {
    expect(read(body)).toEqual(names);
  });

  it.each([
    ['a code span', '`@wren`'],
    ['a name whose sign stands apart from code', '@`wren`'],
    ['a code block', '    @wren'],
    ['a fence', '```\n@wren\n```\n\n~~~ @wren\n~~~'],
    ['the address of a link', '[them](https://e.example/@wren)'],
    ['the title of a link', '[them](https://e.example/ "@wren")'],
    ['the text of a picture', '![@wren](https://e.example/a.png "@wren")'],
    ['a reference that is not shown', '[x]: https://e.example/@wren "@wren"'],
    ['an address that stands for itself', 'https://e.example/?u=@wren <https://e.example/?@wren>'],
    ['an address without its scheme', 'e.example/@wren www.example.com/@wren/?x=@wren'],
    ['an email address', 'ann@wren.example <ann@wren.example> josé@wren.example'],
    ['somebody of another server', '@wren@e.example @wren.b@e.example'],
    ['two signs', '@@wren'],
    ['a sign alone', '@ wren, @'],
    ['a path', 'src/@wren'],
  ])('are not in %s', (_what, body) => {
    expect(read(body)).toEqual([]);
  });

  it.each([
    ['@wrené @wren日 @wrenи @wren\u0301', []],
    ['é@wren 日@wren', []],
    ['日本、@wren。', ['wren']],
    ['“@wren” —@bob… @cat🐈', ['wren', 'bob', 'cat']],
    ['@\u212aate @\u017fam @аnn @ｗren', []],
    ['＠wren', []],
    ['👍🏽@wren', ['wren']],
  ])('are told by whole words of any script: %j', (body, names) => {
    expect(read(body)).toEqual(names);
  });

  it('are read in no time, however many there are', () => {
    const names = Array.from({ length: 1_500 }, (_none, index) => `n${index}`);
    const body = names.map((name) => `@${name}`).join(' ');
    const dots = `@${'a.'.repeat(5_000)}@`;
    const began = performance.now();
    expect(read(body)).toEqual(names);
    expect(read(dots)).toEqual([]);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe('who is mentioned in an imported body', () => {
  it.each<[BodyFormat, string, string[]]>([
    ['TEXT', 'Hello @wren, *@bob*\n\n    @cat', ['wren', 'bob', 'cat']],
    ['TEXT', '&commat;wren ann@wren.example', []],
    ['HTML', '<p>Hello <b>@wr</b>en</p><p>@bob</p>one<br>@cat', ['wren', 'bob', 'cat']],
    ['HTML', 'Hello &#64;wren, <a href="https://e.example/@bob">him</a>', ['wren']],
    ['HTML', '<code>@wren</code> <pre>@bob</pre> <img alt="@cat"><!-- @dan -->', []],
    ['HTML', '<script>@wren</script><style>@bob</style>', []],
  ])('is read as its format is shown: %s %j', (format, body, names) => {
    expect(read(body, format)).toEqual(names);
  });
});
