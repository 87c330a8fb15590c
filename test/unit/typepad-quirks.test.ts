import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ExportEvent } from '../../src/interchange/typepad/export-event';
import { eventsOfFile, ExportFile } from '../../src/interchange/typepad/export-file';
import { printExport } from '../../src/interchange/typepad/export-printing';
import { realBlog, SyntheticBlog } from '../support/typepad-blog';
import { eventsOf, toldBy } from '../support/typepad-events';

const read = (text: string | Buffer) => eventsOf([Buffer.from(text)]);
const count = (events: readonly ExportEvent[], kind: ExportEvent['kind']) =>
  events.filter((event) => event.kind === kind).length;
const faults = (events: readonly ExportEvent[]) =>
  events.flatMap((event) => (event.kind === 'FAULT' ? [`${event.line}: ${event.reason}`] : []));

const entry = (title: string, body: string) =>
  `TITLE: ${title}\n-----\nBODY:\n${body}\n-----\n--------\n`;
const LIKENESS =
  'This looks like the end of an entry, but what follows like no other: it is kept as words.';

describe('a made-up blog', () => {
  it('is found in its export with every entry, comment and ping', async () => {
    const { text, facts } = realBlog({ posts: 1500, comments: 2000, seed: 7 });
    const events = await read(text);
    const likenesses = text.split('\n').flatMap((line, index, lines) => {
      if (line !== '--------' || lines[index - 1] === '-----') return [];
      const next = lines.slice(index + 1, index + 9).find((other) => other !== '') ?? '';
      const isLike = /^(TITLE|AUTHOR): /.test(next);
      return isLike ? [`${index + 1}: ${LIKENESS}`] : [];
    });
    expect(likenesses.length).toBeGreaterThan(100);
    expect(faults(events)).toEqual(likenesses);
    expect(count(events, 'ENTRY')).toBe(1500);
    expect(count(events, 'COMMENT')).toBe(facts.comments);
    expect(count(events, 'PING')).toBe(facts.pings);
    expect(facts.published + facts.drafts + facts.future).toBe(1500);
  });
});

describe('the encoding', () => {
  it('is told of each line, and repaired with a note', async () => {
    const latin = Buffer.from('caf\u00e9 \u0093x\u0094', 'latin1');
    const [head, tail] = [
      Buffer.from('TITLE: A\n-----\nBODY:\nçava\n'),
      Buffer.from('\n-----\n--------\n'),
    ];
    const events = await read(Buffer.concat([head, latin, tail]));
    expect(toldBy(events)[1]).toEqual({ kind: 'SECTION', section: 'BODY', text: 'çava\ncafé “x”' });
    expect(faults(events)).toEqual(['5: This line is not UTF-8: read as Windows-1252 (Latin-1).']);
  });

  it('may have its mark before every entry, where files were joined', async () => {
    const events = await read(`\ufeff${entry('A', 'a')}\ufeff${entry('B', 'b')}`);
    expect(toldBy(events).filter(({ kind }) => kind === 'ENTRY')).toEqual([
      { kind: 'ENTRY', fields: [['TITLE', 'A']] },
      { kind: 'ENTRY', fields: [['TITLE', 'B']] },
    ]);
  });
});

describe('what is not known', () => {
  it('is told once for lines that follow each other', async () => {
    const events = await read(`Hello\n\nthere\n${entry('A', 'a')}`);
    expect(faults(events)).toEqual([
      '1: The lines from here to 3 are part of no section, and no field of an entry: passed over.',
    ]);
  });

  it('is a field of the entry, where separators stand before it', async () => {
    const events = await read(
      `${entry('A', 'a')}TITLE: B\nMOOD: good\n-----\nBODY:\nb\n-----\n--------\n`,
    );
    expect(toldBy(events)[3]).toEqual({
      kind: 'ENTRY',
      fields: [
        ['TITLE', 'B'],
        ['MOOD', 'good'],
      ],
    });
  });

  it('is a section between header and body, and told', async () => {
    const events = await read('TITLE: A\n-----\nMOOD:\ngood\n-----\nBODY:\na\n-----\n--------\n');
    expect(count(events, 'SECTION')).toBe(1);
    expect(faults(events)).toHaveLength(1);
  });
});

describe('a header with something else in it', () => {
  const head = (lines: string) => `${entry('A', 'a')}${lines}\n-----\nBODY:\nb\n-----\n--------\n`;
  const STRAY = 'This line is part of no section, and no field of an entry: passed over.';

  it.each([
    ['a title of two lines', 'TITLE: B\nand more\nSTATUS: Publish', [`8: ${STRAY}`]],
    ['a key in small letters', 'TITLE: B\nstatus: Draft\nSTATUS: Publish', [`8: ${STRAY}`]],
    ['an endless line', `TITLE: B\nTAGS: ${'x'.repeat(70_000)}\nSTATUS: Publish`, [`8: ${STRAY}`]],
    ['a key that is not known before all', 'MOOD: good\nTITLE: B\nSTATUS: Publish', []],
  ])('is one all the same, and that is told: %s', async (_name, lines, told) => {
    const events = await read(head(lines));
    expect(faults(events)).toEqual(told);
    const fields = [
      ...(lines.startsWith('MOOD') ? [['MOOD', 'good']] : []),
      ['TITLE', 'B'],
      ['STATUS', 'Publish'],
    ];
    expect(toldBy(events).slice(2)).toEqual([
      { kind: 'ENTRY_END' },
      { kind: 'ENTRY', fields },
      { kind: 'SECTION', section: 'BODY', text: 'b' },
      { kind: 'ENTRY_END' },
    ]);
  });

  it('may be longer than anybody reads', async () => {
    const events = await read(head(`TITLE: B\n${'TAGS: x\n'.repeat(40_000)}STATUS: Publish`));
    expect(count(events, 'ENTRY')).toBe(2);
    expect(faults(events)).toHaveLength(1);
  });

  it.each([
    ['small letters alone', 'title: B'],
    ['an endless title', `TITLE: ${'x'.repeat(70_000)}`],
  ])('is text where it has no key to know it by, and that is told: %s', async (_name, lines) => {
    const events = await read(head(lines));
    expect(count(events, 'ENTRY')).toBe(1);
    expect(faults(events)).toEqual([`6: ${LIKENESS}`]);
  });

  it('is told where a text has it, but not the end of a section before it', async () => {
    const events = await read(entry('A', 'a\n\n--------\nTITLE: B\nand so on'));
    expect(count(events, 'ENTRY')).toBe(1);
    expect(faults(events)).toEqual([`6: ${LIKENESS}`]);
  });
});

describe('an entry without sections', () => {
  it('is one', async () => {
    const events = await read('TITLE: A\n-----\n--------\nTITLE: B\n-----\n--------\n');
    expect(events.map(({ kind }) => kind)).toEqual(['ENTRY', 'ENTRY_END', 'ENTRY', 'ENTRY_END']);
    expect(faults(events)).toEqual([]);
  });
});

describe('a text beyond the limit', () => {
  const limit = { maxTextBytes: 1024 * 1024 };

  it('is passed over with its line; the entry and its other sections stay', async () => {
    const long = 'x'.repeat(700_000);
    const file = `TITLE: A\n-----\nBODY:\n${long}\n${long}\n-----\nCOMMENT:\nAUTHOR: B\nc\n-----\n--------\n`;
    const events = await eventsOf([Buffer.from(file)], limit);
    expect(events.map(({ kind }) => kind)).toEqual(['ENTRY', 'FAULT', 'COMMENT', 'ENTRY_END']);
    expect(faults(events)).toEqual(['3: This BODY is longer than 1 MiB: passed over.']);
    expect(events[2]?.line).toBe(7);
  });

  it('counts its lines, and takes no more memory, whatever its size', async () => {
    const blog = new SyntheticBlog(1);
    const parts = function* () {
      for (const part of blog.hugeEntry(60_000_000, 'BODY')) yield Buffer.from(part);
    };
    const before = process.memoryUsage().arrayBuffers;
    const events = await eventsOf(parts(), limit);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30_000_000);
    expect(count(events, 'FAULT')).toBe(1);
  });
});

describe('hostile input', () => {
  const header = 'TITLE: A\n-----\nBODY:\n';
  it.each([
    ['bare separators', '-----\n'.repeat(500_000)],
    ['bare ends of entries', '--------\n'.repeat(400_000)],
    ['both in turn', '-----\n--------\n'.repeat(200_000)],
    ['beginnings of entries', '-----\n\n--------\nTITLE: x\n'.repeat(150_000)],
    ['headers that prove nothing', '--------\nTITLE: x\n-----\n\n'.repeat(150_000)],
    ['an endless header', `--------\n${'TITLE: x\n'.repeat(400_000)}`],
    ['blank lines after a separator', `-----\n${'\n'.repeat(3_000_000)}`],
    ['no line breaks', 'x'.repeat(8_000_000)],
    ['no line breaks after dashes', `-----${'x'.repeat(8_000_000)}`],
    ['spaces and a letter after dashes', `-----${' '.repeat(60_000)}x\n`.repeat(100)],
    ['spaces after dashes', `-----${' '.repeat(8_000_000)}`],
  ])('is text: %s', async (_name, text) => {
    const events = await read(`${header}${text}\nend\n-----\n--------\n`);
    expect(toldBy(events)).toEqual([
      { kind: 'ENTRY', fields: [['TITLE', 'A']] },
      { kind: 'SECTION', section: 'BODY', text: `${text}\nend` },
      { kind: 'ENTRY_END' },
    ]);
  });
});

describe('printing', () => {
  it('lets no text forge a comment or an entry', async () => {
    const forged = [
      'a\n-----\nCOMMENT:\nAUTHOR: Eve\nforged',
      'a\n-----\n--------\nTITLE: x\n-----\nBODY:\nb',
      'a\n--------\nTITLE: x',
      'a\n-----\n--------\nTITLE: x\nb',
    ];
    const events: ExportEvent[] = [
      { kind: 'ENTRY', line: 1, fields: [{ key: 'TITLE', value: 'A\nSTATUS: Draft', line: 1 }] },
      ...forged.map((text) => ({ kind: 'COMMENT', line: 1, fields: [], text }) as const),
      { kind: 'COMMENT', line: 1, fields: [], text: 'EMAIL: is no field' },
      { kind: 'ENTRY_END', line: 1 },
    ];
    let text = '';
    for await (const part of printExport(events)) text += part;
    const again = toldBy(await read(text));
    expect(again.map(({ kind }) => kind)).toEqual(events.map(({ kind }) => kind));
    expect(
      again.flatMap((event) => ('text' in event ? [event.text.replaceAll('&#45;', '-')] : [])),
    ).toEqual([...forged, 'EMAIL: is no field']);
  });
});

describe('a file that is no export', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'typepad-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ['nothing', '', /empty/],
    ['an archive', 'PK\u0003\u0004xyz', /unpack it/],
    ['a packed file', gzipSync(entry('A', 'a')), /gunzip/],
    ['UTF-16', Buffer.from(`\ufeff${entry('A', 'a')}`, 'utf16le'), /UTF-8/],
    ['UTF-16 without its mark', Buffer.from(entry('A', 'a'), 'utf16le'), /UTF-8/],
    ['a web page', '<!DOCTYPE html>\n<title>Sign in</title>', /web page/],
    ['XML', '<?xml version="1.0"?>\n<rss></rss>', /XML/],
    ['JSON', '{"type":"Create"}\n', /JSON/],
    ['old line breaks', entry('A', 'a').replaceAll('\n', '\r'), /CR/],
    ['a letter', 'Dear friends,\nhow are you?\n', /no Typepad export/],
  ])('is refused with what to do: %s', async (_name, content, reason) => {
    const path = join(folder, 'export.txt');
    await writeFile(path, content);
    const message = await ExportFile.open(path).then(String, String);
    expect(message).toMatch(reason);
    expect(message).toMatch(`${path}: `);
  });

  it('is none that is one: it tells how much of it has been read', async () => {
    const path = join(folder, 'export.txt');
    await writeFile(path, `\ufeff\n${entry('A', 'a')}`);
    const file = await ExportFile.open(path);
    let bytesRead = 0;
    for (const events of [file.events(), eventsOfFile(path, (bytes) => (bytesRead = bytes))]) {
      const kinds: string[] = [];
      for await (const { kind } of events) kinds.push(kind);
      expect(kinds).toEqual(['ENTRY', 'SECTION', 'ENTRY_END']);
    }
    expect(bytesRead).toBe(file.size);
  });
});
