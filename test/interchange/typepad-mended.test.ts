import 'reflect-metadata';
import { TestApp } from '../support/app';
import { dump } from '../support/import';
import { comment, entry, exportedText, importExportTexts } from '../support/typepad';

const site = 'https://ann.typepad.com/weblog';
const EXTENDED = 'EXTENDED BODY:\nmore\n-----\n';
const BLANK = 'EXCERPT:\n\n-----\n';

/** Two entries of one blog of its own. */
const blog = (host: number) =>
  ['a', 'b']
    .map((name) =>
      entry(name, { url: `https://${host}.example/2010/10/${name}.html` }, [
        ...[EXTENDED, BLANK],
        comment('Zed says\n\nsomething long', { name: 'Zed', email: 'zed@mail.org' }),
        comment('and more', { name: 'Bob' }),
      ]),
    )
    .join('');

describe('a file that was cut off, and is mended', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(() => app.close());

  it('is imported as if it had been whole, wherever it ended', async () => {
    let expected = '';
    for (let length = 1; length < blog(1000).length; length += 9) {
      const text = blog(1000 + length);
      const cut = await importExportTexts(app, [text.slice(0, length)], { site });
      if (!/\n--------\n?$/.test(text.slice(0, length))) expect(cut.told).not.toEqual([]);
      await importExportTexts(app, [text]);
      expected += text;
      const { told, made } = await importExportTexts(app, [text]);
      expect(told).toEqual([]);
      expect(made).toMatchObject({ posts: 0, sectionsAdded: 0, comments: 0 });
    }
    expect(await exportedText(app)).toBe(expected);
  });

  it('loses the comment in which it ended alone, which the report names', async () => {
    const text = blog(1);
    const start = text.slice(0, text.indexOf('something'));
    const cut = await importExportTexts(app, [start]);
    expect(cut.read).toMatchObject({ entries: 1, refusedEntries: 0, comments: 0 });
    expect(cut.made).toMatchObject({ posts: 1, comments: 0 });
    const line = start.slice(0, start.indexOf('COMMENT:')).split('\n').length;
    expect(cut.told).toMatchObject([{ kind: 'UNREADABLE', line }, { kind: 'UNREADABLE' }]);
    expect((await importExportTexts(app, [text])).made).toMatchObject({ posts: 1, comments: 4 });
  });

  it('loses the entry of whose words it has half, with its comments', async () => {
    const text = entry('a', {}, [comment('x', { name: 'Bob' }), EXTENDED]);
    const cut = await importExportTexts(app, [text.slice(0, text.indexOf('ore\n-----'))]);
    expect(cut.read).toMatchObject({
      entries: 1,
      refusedEntries: 1,
      comments: 1,
      passedComments: 1,
    });
    expect(cut.made).toMatchObject({ posts: 0, comments: 0 });
    expect(cut.told).toContainEqual(expect.objectContaining({ kind: 'REFUSED', line: 1 }));
    expect((await importExportTexts(app, [text])).made).toMatchObject({ posts: 1, comments: 1 });
  });

  it('has the rest of a long entry of which a part was written', async () => {
    const comments = Array.from({ length: 300 }, (_none, index) =>
      comment(`words ${index}`, { name: 'Bob' }),
    );
    const text = entry('a', {}, [...comments, EXTENDED]);
    const cut = await importExportTexts(app, [text.slice(0, text.indexOf('ore\n-----'))]);
    expect(cut.made).toMatchObject({ posts: 1, comments: 300 });
    const dry = await importExportTexts(app, [text], { isDryRun: true });
    const rest = await importExportTexts(app, [text]);
    expect(dry).toEqual({ ...rest, isDryRun: true });
    expect(rest.made).toMatchObject({ postsThere: 1, sectionsAdded: 1, commentsThere: 300 });
    expect(await exportedText(app)).toBe(text);
  });

  it('has the body that was missing, on the page too', async () => {
    const text = entry('a').replace('BODY:', `${EXTENDED}BODY:`);
    const cut = text.slice(0, text.indexOf('\nBODY:') + 1);
    expect((await importExportTexts(app, [cut])).made.posts).toBe(1);
    const { told } = await importExportTexts(app, [text]);
    expect(told).toMatchObject([{ kind: 'REPAIRED', line: 1 }]);
    expect(JSON.stringify((await dump(app)).post)).toContain('<p>Words.</p>');
    expect(await exportedText(app)).toBe(text);
  });

  it('gets nothing back that its author took back', async () => {
    const text = entry('a', {}, [EXTENDED]);
    await importExportTexts(app, [text]);
    await app.app.database.source.query(`DELETE FROM "post_section"`);
    await app.app.database.source.query(`UPDATE "post_source" SET "header" = 'UNIQUE URL: x'`);
    const before = await dump(app);
    expect((await importExportTexts(app, [text])).told).toEqual([]);
    expect(await dump(app)).toEqual(before);
  });
});

describe('an entry at the address of another', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(() => app.close());

  const url = 'https://two.example/2011/01/x.html';
  const first = entry('x', { url, body: 'first words' });

  it.each([
    ['body', entry('x', { url, body: 'second words' }), /Not imported: BODY\./],
    ['title', entry('x', { url, body: 'first words', title: 'Second' }), /Not imported: TITLE\./],
    ['both', entry('y', { url, body: 'second' }), /Not imported: TITLE, BODY\./],
  ])('is told with its line where it has another %s', async (_name, second, reason) => {
    const line = first.split('\n').length;
    const texts = [first + second];
    const dry = await importExportTexts(app, texts, { isDryRun: true });
    for (const posts of [1, 0]) {
      const { told, made } = await importExportTexts(app, texts);
      expect(made).toMatchObject({ posts, postsThere: 2 - posts });
      expect(told).toEqual([{ file: '1.txt', line, kind: 'REFUSED', reason: expect.any(String) }]);
      expect(told[0]?.reason).toMatch(reason);
      expect(dry.told).toEqual(told);
    }
    expect(await exportedText(app)).toBe(first);
  });

  it('is nothing to tell of where it is the same, and adds what it has more', async () => {
    const more = entry('x', { url, body: 'first words' }, [EXTENDED]);
    expect((await importExportTexts(app, [first, first])).told).toEqual([]);
    const { told, made } = await importExportTexts(app, [more, more]);
    expect(told).toMatchObject([{ kind: 'REPAIRED', line: 1 }]);
    expect(made).toMatchObject({ postsThere: 2, sectionsAdded: 1 });
    expect(await exportedText(app)).toBe(more);
  });
});
