/** Text without "<", and tags of a known name whose attributes are of a known name and quoted, can do nothing but link. */
const TAGS =
  'p|br|hr|blockquote|pre|code|ul|ol|li|dl|dt|dd|h[1-6]|table|thead|tbody|tr|th|td|a|b|strong|i|em|u|s|del|ins|sub|sup|small|q|cite|abbr|kbd|samp|var|mark|span|div|img';
const ATTRIBUTES = 'title|alt|rel|href|src|width|height|start|colspan|rowspan|loading';
const TAG = new RegExp(
  `<(?:/(?:${TAGS})|(?:${TAGS})((?:\\s(?:${ATTRIBUTES})="(?:[^"<>&]|&(?:amp|lt|gt|quot);)*")*)\\s?/?)>`,
  'gi',
);
const LINK = /\s(href|src)="([^"]*)"/gi;

/** What of some HTML is not plainly harmless; empty when all of it is. */
export function suspiciousParts(html: string): string[] {
  const links: string[] = [];
  const rest = html.replace(TAG, (_tag, attributes: string | undefined) => {
    for (const [link, name, target] of (attributes ?? '').matchAll(LINK))
      if (!isHarmless(name ?? '', target ?? '')) links.push(link);
    return '\u0000';
  });
  return [...links, ...rest.split('\u0000').filter((text) => /[<>]/.test(text))];
}

/** Whether a link, read as browsers read it, stays on its site or leads to the web or a mailbox. */
function isHarmless(name: string, target: string): boolean {
  const read = target.replace(/^[\u0000-\u0020]+|[\t\n\r]/g, '');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(read)?.[1]?.toLowerCase();
  const schemes = name.toLowerCase() === 'src' ? ['http', 'https'] : ['http', 'https', 'mailto'];
  return scheme === undefined ? !read.startsWith('//') : schemes.includes(scheme);
}

/** Ways to smuggle a script into a page, for every format of a body. */
export const ATTACKS: readonly string[] = [
  '<script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="https://e.example/a.png" onerror="alert(1)">',
  '<IMG SRC=JaVaScRiPt:alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg onload=alert(1)>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<iframe src="https://e.example/"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<object data="data:text/html,<script>alert(1)</script>"></object>',
  '<style>@import "https://e.example/a.css";</style>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" java\tscript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>',
  '<a href="//e.example/">x</a>',
  '<a href="https://e.example/" onclick="alert(1)" style="position:fixed">x</a>',
  '<form action="https://e.example/"><input name=a><button>x</button></form>',
  '<div style="background:url(javascript:alert(1))">x</div>',
  '<p><b>unclosed <i>tags <a href="https://e.example/',
  '<<b>>x</b',
  '<!--><script>alert(1)</script>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<template><script>alert(1)</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<base href="https://e.example/">',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](java&Tab;script:alert(1))',
  '[x](vbscript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](//e.example/)',
  '[x](https://e.example/"onmouseover="alert(1))',
  '[x](https://e.example/ "t\\" onmouseover=\\"alert(1)")',
  '[x]: javascript:alert(1)\n\n[x]',
  '<javascript:alert(1)>',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+)',
  '![x](data:image/png;base64,AAAA)',
  '![x" onerror="alert(1)](https://e.example/a.png)',
  '![x](https://e.example/a.png"onerror="alert(1))',
  '`</code><script>alert(1)</script>`',
  '```html"><script>alert(1)</script>\nx\n```',
];
