import fc from 'fast-check';
import type { TextSection } from '../../src/interchange/typepad/export-event';
import type { Told } from './typepad-events';

export interface WrittenExport {
  readonly bytes: Buffer;
  /** What a reader is to find in it, faults aside. */
  readonly told: Told[];
}

const ENTRY_KEYS = [
  ...['AUTHOR', 'AUTHOR EMAIL', 'TITLE', 'STATUS', 'ALLOW COMMENTS', 'CONVERT BREAKS', 'BASENAME'],
  ...['ALLOW PINGS', 'TAGS', 'NO ENTRY', 'CATEGORY', 'PRIMARY CATEGORY', 'UNIQUE URL', 'DATE'],
] as const;
const COMMENT_KEYS = ['AUTHOR', 'EMAIL', 'IP', 'URL', 'DATE'] as const;
const PING_KEYS = ['TITLE', 'URL', 'IP', 'BLOG NAME', 'DATE'] as const;
const TEXT_SECTIONS = ['BODY', 'EXTENDED BODY', 'EXCERPT', 'KEYWORDS'] as const;

const HEADERS = '(?:BODY|EXTENDED BODY|EXCERPT|KEYWORDS|COMMENT|PING)';
const BLANKS = '(?:[ \\t\\r]*\\n)*';
/** A separator with all that proves one is the only thing that a text cannot hold. */
const FALSE_SECTION = new RegExp(`^-----[ \\t\\r]*\\n${BLANKS}${HEADERS}:[ \\t\\r]*$`, 'm');
const FALSE_ENTRY = new RegExp(
  `^--------[ \\t\\r]*\\n(?:(?:[A-Z][A-Z0-9 ]*:.*|[ \\t\\r]*)\\n)+-----[ \\t\\r]*\\n${BLANKS}${HEADERS}:[ \\t\\r]*$`,
  'm',
);
/** Nor the separators of an entry right under each other, before a field. */
const FALSE_HEADER = new RegExp(
  `^-----[ \\t\\r]*\\n--------[ \\t\\r]*\\n(?:(?:[A-Z][A-Z0-9 ]*:.*|[ \\t\\r]*)\\n)*(?:${ENTRY_KEYS.join('|')}):`,
  'm',
);

type Encoding = 'UTF-8' | 'LATIN_1';

/** Of Latin-1 no letters that happen to be UTF-8 when they follow each other. */
const words = (encoding: Encoding): fc.Arbitrary<string> =>
  fc.constantFrom(
    ...['', ' ', '  two spaces ', '\ttab', 'Plain words.', '<p>A <b>bold</b> word</p>', '<br />'],
    ...['&amp; &lt;b&gt; &nbsp;&#8217;', '<a href="https://a.example/?a=1&b=2">x</a>', '    deep'],
    ...['é', 'Über', 'mañana à', 'trailing   ', 'a: b', 'Colon: after a word', 'a lone\rCR'],
    ...(encoding === 'UTF-8'
      ? [
          '“quoted” ’tis',
          '日本語',
          '😀',
          '\ufeffmarked',
          'e\u0301',
          'nul \0 here',
          '\u00a0',
          '\u2028',
        ]
      : ['don’t', '“a']),
  );

/** Lines that look like something else than text. */
const decoys = fc.constantFrom(
  ...['-----', '-----', '--------', '--------', '----- ', '--------\t', '------', '----------'],
  ...['-----x', '----', 'AUTHOR: Somebody', 'EMAIL: a@b.example', 'URL: https://x.example/ '],
  ...['DATE: 01/02/2006 03:04:05 PM', 'TITLE: Not an entry', 'STATUS: Publish', 'IP: 1.2.3.4'],
  ...['BLOG NAME: A blog', 'NOTE: well', 'BODY:', 'COMMENT:', 'PING:', 'EXCERPT: x', 'BODY: x'],
);

interface Style {
  readonly encoding: Encoding;
  readonly eol: '\n' | '\r\n';
  readonly hasMark: boolean;
  readonly end: 'FULL' | 'NO_LAST_BREAK' | 'NO_ENTRY_END' | 'NO_SECTION_END';
  /** One of them is taken for each place in turn. */
  readonly blanks: readonly string[];
  readonly trailing: readonly string[];
  readonly colons: readonly (': ' | ':')[];
}

interface Section {
  readonly name: TextSection | 'COMMENT' | 'PING';
  readonly fields: readonly (readonly [string, string])[];
  readonly lines: readonly string[];
}

interface Entry {
  readonly fields: readonly (readonly [string, string])[];
  readonly sections: readonly Section[];
}

const style: fc.Arbitrary<Style> = fc.record({
  encoding: fc.constantFrom<Encoding>('UTF-8', 'UTF-8', 'LATIN_1'),
  eol: fc.constantFrom<Style['eol']>('\n', '\r\n'),
  hasMark: fc.boolean(),
  end: fc.constantFrom<Style['end']>('FULL', 'NO_LAST_BREAK', 'NO_ENTRY_END', 'NO_SECTION_END'),
  blanks: fc.array(fc.constantFrom('', '', '\n', '\n\n', ' \t\n'), { minLength: 1, maxLength: 7 }),
  trailing: fc.array(fc.constantFrom('', '', ' ', '\t '), { minLength: 1, maxLength: 5 }),
  colons: fc.array(fc.constantFrom(': ', ':'), { minLength: 1, maxLength: 5 }),
});

const field = (key: string, encoding: Encoding): fc.Arbitrary<readonly [string, string]> =>
  fc
    .oneof(
      fc.constantFrom(
        '',
        'https://a.example/2006/01/a.html ',
        '01/31/2006 12:00:00 AM',
        'a: b',
        '0',
      ),
      words(encoding).filter((value) => !value.includes('\r')),
    )
    .map((value) => [key, value] as const);

const fieldsOf = (keys: readonly string[], encoding: Encoding, minLength: number) =>
  fc
    .shuffledSubarray([...keys], { minLength })
    .chain((chosen) => fc.tuple(...chosen.map((key) => field(key, encoding))));

const textLines = (encoding: Encoding) =>
  fc.array(fc.oneof(words(encoding), decoys), { minLength: 1, maxLength: 8 });

function section(encoding: Encoding): fc.Arbitrary<Section> {
  const name = fc.constantFrom<Section['name']>('COMMENT', 'COMMENT', 'PING');
  return name.chain((of) =>
    fc.record({
      name: fc.constant(of),
      fields: fieldsOf(of === 'COMMENT' ? COMMENT_KEYS : PING_KEYS, encoding, 0),
      lines: textLines(encoding),
    }),
  );
}

function entry(encoding: Encoding): fc.Arbitrary<Entry> {
  const texts = fc.shuffledSubarray([...TEXT_SECTIONS], { minLength: 1 }).chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc.record({
          name: fc.constant(name),
          fields: fc.constant([]),
          lines: textLines(encoding),
        }),
      ),
    ),
  );
  const categories = fc.array(field('CATEGORY', encoding), { maxLength: 2 });
  return fc
    .record({
      fields: fieldsOf(ENTRY_KEYS, encoding, 1),
      categories,
      texts,
      others: fc.array(section(encoding), { maxLength: 4 }),
      areOthersFirst: fc.boolean(),
    })
    .map(({ fields, categories: more, texts: own, others, areOthersFirst }) => ({
      fields: [...fields, ...more],
      sections: areOthersFirst ? [...others, ...own] : [...own, ...others],
    }));
}

/** Exports with every quirk in every combination, but texts that imitate a whole separator and header. */
export const writtenExport: fc.Arbitrary<WrittenExport> = style.chain((of) =>
  fc.array(entry(of.encoding), { minLength: 1, maxLength: 4 }).map((entries) => write(entries, of)),
);

function write(entries: readonly Entry[], of: Style): WrittenExport {
  const told: Told[] = [];
  let text = '';
  let turn = 0;
  const any = <Item>(items: readonly Item[]): Item => items[turn++ % items.length]!;
  const line = (written: string) => {
    text += `${written}${of.eol}`;
  };
  const fieldLine = ([key, value]: readonly [string, string]) => {
    line(`${key}${value.startsWith(' ') ? ': ' : any(of.colons)}${value}`);
  };
  const blank = () => {
    text += any(of.blanks).replaceAll('\n', of.eol);
  };
  for (const [index, { fields, sections }] of entries.entries()) {
    const isLastEntry = index === entries.length - 1;
    told.push({ kind: 'ENTRY', fields: fields.map(toldField) });
    for (const pair of fields) {
      blank();
      fieldLine(pair);
    }
    line(`-----${any(of.trailing)}`);
    for (const [at, part] of sections.entries()) {
      const next = sections[at + 1] ?? null;
      const isLast = isLastEntry && next === null;
      const lines = honest(part, next);
      blank();
      line(`${part.name}:${any(of.trailing)}`);
      part.fields.forEach(fieldLine);
      lines.forEach(line);
      if (!isLast || of.end !== 'NO_SECTION_END' || !endsOpenly(lines)) {
        line(`-----${any(of.trailing)}`);
        if (next === null) blank();
      }
      told.push(toldSection(part, lines.join(of.eol)));
    }
    told.push({ kind: 'ENTRY_END' });
    if (isLastEntry && of.end === 'NO_ENTRY_END' && !text.includes('\n--------')) continue;
    line(`--------${any(of.trailing)}`);
  }
  if (of.end === 'NO_LAST_BREAK') text = text.trimEnd();
  return { bytes: encoded(of.hasMark ? `\ufeff${text}` : text, of), told };
}

/** Without what would be read as a field, or a separator, by rights. */
function honest({ name, fields, lines }: Section, next: Section | null): string[] {
  const keys: readonly string[] =
    name === 'COMMENT' ? COMMENT_KEYS : name === 'PING' ? PING_KEYS : [];
  const [key = ''] = lines[0]?.split(':') ?? [];
  const isField = keys.includes(key) && !fields.some(([seen]) => seen === key);
  const text = isField ? ['', ...lines] : [...lines];
  const body = text.join('\n');
  const followed = next === null ? body : `${body}\n-----\n${next.name}:`;
  if (![FALSE_SECTION, FALSE_HEADER].some((form) => form.test(body)) && !FALSE_ENTRY.test(followed))
    return text;
  return text.map((line) => (/^-{5}(-{3})?\s*$/.test(line) ? 'dashes' : line));
}

const endsOpenly = (lines: readonly string[]): boolean =>
  !/(^|\n)-{5}(-{3})?\s*$/.test(lines.join('\n'));

const toldField = ([key, value]: readonly [string, string]): [string, string] => [
  key,
  value.replaceAll('\0', '\ufffd'),
];

function toldSection({ name, fields }: Section, written: string): Told {
  const text = written.replaceAll('\0', '\ufffd');
  if (name === 'COMMENT' || name === 'PING')
    return { kind: name, fields: fields.map(toldField), text };
  return { kind: 'SECTION', section: name, text };
}

function encoded(text: string, { encoding, hasMark }: Style): Buffer {
  if (encoding === 'UTF-8') return Buffer.from(text);
  const bytes = Buffer.from(
    text.replace(/[’“]/g, (quote) => (quote === '’' ? '\u0092' : '\u0093')).replace('\ufeff', ''),
    'latin1',
  );
  return hasMark ? Buffer.concat([Buffer.from('\ufeff'), bytes]) : bytes;
}
