import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from 'recheck';
import ts from 'typescript';
import { renderBody } from '../../src/comments/body-html';
import { mentionsIn } from '../../src/comments/mention-reader';
import { normalizePostUrl } from '../../src/posts/post-url';
import { withoutValues } from '../../src/schema/without-values';
import { logText } from '../../src/server/log-text';

const SOURCE = join(__dirname, '../../src');

/** Patterns that take long for some long texts, and what keeps such texts from them. */
const BOUNDED: Readonly<Record<string, string>> = {
  'client/document.ts': 'what an application itself subscribes to',
  'database/open-database.ts': 'the URL of the database, from the environment',
  'interchange/activitystreams/file/activity-file.ts': 'V8 quotes a few characters of what it read',
  'interchange/typepad/reading/entry-place.ts': 'titles of an export that its owner imports',
  'schema/without-values.ts': 'messages of at most 4,000 characters',
};

interface Pattern {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

/** Every pattern of the program that stands in it as such. */
function patternsOf(file: string): Pattern[] {
  const text = readFileSync(join(SOURCE, file), 'utf8');
  const found: Pattern[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const patterns = files.flatMap(patternsOf);

describe('a pattern', () => {
  it('takes time that grows with a text no faster than the text', async () => {
    expect(patterns.length).toBeGreaterThan(100);
    const slow: string[] = [];
    for (const { file, source, flags } of patterns) {
      const checked = await check(source, flags, { timeout: 20_000 });
      const why = checked.status === 'vulnerable' ? checked.attack.pattern : checked.status;
      if (checked.status !== 'safe' && !(file in BOUNDED))
        slow.push(`${file}: /${source}/${flags}: ${why}`);
    }
    expect(slow).toEqual([]);
  }, 120_000);

  it('is made of texts nowhere but where it is known to be harmless', () => {
    const made = files.filter((file) =>
      readFileSync(join(SOURCE, file), 'utf8').includes('new RegExp('),
    );
    expect(made).toEqual(['profiles/profile-text.ts']);
  });
});

const KB = 1_024;
const long = (part: string) => part.repeat(Math.ceil((100 * KB) / part.length));

/** Texts of 100 KB that are hard on patterns, and on parsers of mark-up. */
const HOSTILE: readonly string[] = [
  ...['<', '>', '<a ', '<!--', '</', '<a href="', '&', '&#', '&amp;', '<![CDATA['].map(long),
  ...['[', '](', '[a](', '![', '[]', '[a][', '*', '**a', '_', '`', '``a`', '> ', '- ', '# '].map(
    long,
  ),
  ...[
    '~',
    '~~',
    '|',
    '|-',
    '\\',
    '\n',
    '\r\n\r\n',
    ' ',
    '\t',
    '\u00a0',
    '1. ',
    '    ',
    '```\n',
  ].map(long),
  ...['http://', 'https://a', 'www.', 'a@', 'a@b.', '@', '@a', '@a-', '@a.b', '//', 'mailto:'].map(
    long,
  ),
  ...['a', '-', '.', '_', ':', '"', "'", '(', ')', '{', '\u0000', '\u0301', '\u200d', '😀'].map(
    long,
  ),
  `${long('/')}x`,
  `https://e.example/${long('/')}x`,
  `https://e.example/?${long('&')}x`,
  `https://e.example/?${long('utm_')}`,
  `${long('a')}@`,
  `Variable "$a" got invalid value "${long(' at "a"; ""')}`,
  `Syntax Error: ${long('"a"')}`,
  `String cannot represent a ${long('non-')}value`,
];

/** Milliseconds are usual; what takes time by the square of such a text takes minutes, however fast the machine. */
const FAR_TOO_LONG_MS = 10_000;

describe('a long text', () => {
  it.each([
    ['of MARKDOWN', (text: string) => renderBody(text, 'MARKDOWN')],
    ['of HTML', (text: string) => renderBody(text, 'HTML')],
    ['of words', (text: string) => renderBody(text, 'TEXT')],
    ['with mentions', (text: string) => mentionsIn({ body: text, bodyFormat: 'MARKDOWN' })],
    ['that is an address', normalizePostUrl],
    ['of an error', withoutValues],
    ['that is logged', logText],
  ])('%s is read at once, however it is made', (_what, read) => {
    for (const text of HOSTILE) {
      const began = performance.now();
      read(text);
      expect([text.slice(0, 20), performance.now() - began < FAR_TOO_LONG_MS]).toEqual([
        text.slice(0, 20),
        true,
      ]);
    }
  });
});
