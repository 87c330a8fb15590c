import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ActivityFile } from '../../src/interchange/activitystreams/file/activity-file';
import { FileRefusal } from '../../src/interchange/source-file';

const follow = (id: number) => ({ type: 'Follow', id: `x:${id}`, text: 'a "]," {[ \\" \n é 🐝' });
const collection = { type: 'OrderedCollection', name: 'é' };

describe('a file of Activity Streams', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rejoinder-file-'));
  const path = join(folder, 'file');
  afterAll(() => rmSync(folder, { recursive: true }));

  async function items(content: string | Buffer): Promise<any[]> {
    writeFileSync(path, content);
    const read = [];
    for await (const item of (await ActivityFile.open(path)).items()) read.push(item);
    return read;
  }

  const values = async (content: string) =>
    (await items(content)).filter((item) => !item.isHeader).map(({ value }) => value);

  async function refusal(content: string | Buffer): Promise<string> {
    const error = await items(content).catch((thrown: unknown) => thrown);
    if (!(error instanceof FileRefusal)) throw new Error(`Not refused: ${JSON.stringify(error)}`);
    return error.message;
  }

  const three = [follow(1), follow(2), follow(3)];
  const lines = three.map((value) => JSON.stringify(value));

  it.each([
    ['a value a line', `${lines.join('\n')}\n`],
    ['lines that end as on Windows, and blank ones', `\ufeff\r\n${lines.join('\r\n\r\n')}`],
    ['a collection', JSON.stringify({ ...collection, orderedItems: three }, null, 2)],
    ['a collection on one line', JSON.stringify({ ...collection, items: three })],
    [
      'a collection with Windows line ends and a byte order mark',
      `\ufeff${JSON.stringify({ orderedItems: three, ...collection }, null, '\t').replaceAll('\n', '\r\n')}\r\n`,
    ],
    [
      'pages of a collection, one a line',
      `${JSON.stringify({ ...collection, orderedItems: three.slice(0, 2) })}\n${lines[2]}\n`,
    ],
    [
      'a collection with blanks everywhere',
      `{ "items" : [ ${lines.join(' , ')} ] , "type":"Collection" }`,
    ],
  ])('may be %s', async (_name, content) => {
    expect(await values(content)).toEqual(three);
  });

  it('is read the same wherever the disk cuts it', async () => {
    const many = Array.from({ length: 3_000 }, (_none, id) => ({
      ...follow(id),
      more: 'é'.repeat(id % 300),
    }));
    expect(await values(JSON.stringify({ ...collection, items: many }, null, 1))).toEqual(many);
    expect(await values(many.map((one) => JSON.stringify(one)).join('\n'))).toEqual(many);
  });

  it('tells what a collection says of itself before its items and after', async () => {
    const read = await items(
      `{"type":"Collection","a":1,"items":[${lines[0]}],"attributedTo":"x:1"}`,
    );
    expect(read.filter((item) => item.isHeader).map(({ value }) => value)).toEqual([
      { type: 'Collection', a: 1, items: [] },
      { type: 'Collection', a: 1, items: [], attributedTo: 'x:1' },
    ]);
  });

  it('gives each thing the line on which it begins', async () => {
    expect((await items(`\n${lines[0]}\n\n${lines[1]}`)).map(({ line }) => line)).toEqual([2, 4]);
    const text = JSON.stringify({ ...collection, orderedItems: three }, null, 1);
    const read = (await items(text)).filter((item) => !item.isHeader);
    expect(read.map(({ line }) => line)).toEqual(
      text.split('\n').flatMap((line, index) => (line === '  {' ? [index + 1] : [])),
    );
  });

  it.each([0, 1, 2])(
    'passes over a broken line (the one at %i), and says which',
    async (broken) => {
      const some = lines.with(broken, lines[broken]!.slice(0, 30));
      const read = await items(some.join('\n'));
      expect(read.filter((item) => 'fault' in item)).toMatchObject([{ line: broken + 1 }]);
      expect(read).toHaveLength(3);
    },
  );

  it('tells a broken line from a file that ends in the middle of one', async () => {
    const read = await items([lines[0]!.slice(0, -9), lines[1], lines[2]!.slice(0, 9)].join('\n'));
    expect(read.filter((item) => 'fault' in item)).toEqual([
      { line: 1, fault: expect.stringMatching(/^This is not JSON: [^"]*\.$/) },
      { line: 3, fault: 'The file ends in the middle of it.' },
    ]);
  });

  it('passes over a line that is not UTF-8, or too long', async () => {
    const latin = Buffer.from('{"type":"Follow","id":"x:\xe9"}', 'latin1');
    const long = JSON.stringify({ ...follow(1), more: 'x'.repeat(17 * 1024 * 1024) });
    const read = await items(Buffer.concat([Buffer.from(`${lines[0]}\n${long}\n`), latin]));
    expect(read.slice(1)).toEqual([
      { line: 2, fault: 'It is longer than 16 MiB.' },
      { line: 3, fault: 'This is not UTF-8.' },
    ]);
  });

  it.each<[string, string | Buffer, RegExp]>([
    ['nothing', '', /^Line 1: The file is empty/],
    ['blanks', '\n \n', /empty/],
    ['words', 'Dear Sir,\nhello', /^Line 1: This is not JSON/],
    ['an array', '[{"type":"Follow"}]', /^Line 1: .*array/],
    [
      'JSON of another kind',
      '{\n "name": "rejoinder", "version": "1"\n}',
      /^Line 1: .*no Activity Streams/,
    ],
    ['lines of another kind', '{"a":1}\n{"b":2}', /^Line 1: .*no Activity Streams/],
    [
      'a feed of another kind',
      '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1"}]}',
      /no Activity/,
    ],
    ['geography', '{"type":"FeatureCollection","features":[]}', /no Activity Streams/],
    ['UTF-16', Buffer.from('\ufeff{"type":"Follow"}', 'utf16le'), /UTF-16/],
    [
      'a collection that breaks off',
      '{\n"type": "Collection",\n"items": [\n{"type":"Follow"},\n{"type":',
      /^Line 5: /,
    ],
    [
      'a collection with a broken item',
      '{\n"type":"Collection",\n"items":[\n{"type":"Follow"},\n{"type"\n:oops}\n]}',
      /^Line 6: This is not JSON/,
    ],
    [
      'a collection with a broken end',
      '{\n"type":"Collection",\n"items":[\n{"type":"Follow"}\n],\n"a":1\n"b":2}',
      /^Line 7: This is not JSON/,
    ],
    [
      'a collection with a comma too many',
      '{\n"type":"Collection",\n"items":[\n{"type":"Follow"},\n]}',
      /^Line 5: This is not JSON/,
    ],
    [
      'a collection with more after it',
      '{\n"type":"Collection",\n"items":[]}\n{}',
      /This is not JSON/,
    ],
  ])('is refused where it is %s, with the line', async (_name, content, reason) => {
    expect(await refusal(content)).toMatch(reason);
  });

  it('is refused where there is none, or a directory', async () => {
    await expect(ActivityFile.open(join(folder, 'none'))).rejects.toThrow(
      /^There is no file .*none\.$/,
    );
    await expect(ActivityFile.open(folder)).rejects.toThrow(/is a directory/);
  });
});
