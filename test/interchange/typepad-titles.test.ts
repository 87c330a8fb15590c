import 'reflect-metadata';
import { TestApp } from '../support/app';
import { comment, entry, exportedText, importExportTexts } from '../support/typepad';

const URL = 'https://ann.typepad.com/weblog/2010/10/a.html';

describe('the title of a post', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(() => app.close());

  const titleOf = async (url: string, of = app): Promise<string | null> =>
    (await of.data('query ($url: String!) { post(url: $url) { title } }', { url })).post.title;

  it.each([
    ['Fish &amp; Chips &#8211; &lt;b&gt;', 'Fish & Chips – <b>'],
    ['A <em>day</em> out<br>in May', 'A day out in May'],
    ['1 < 2 & 3 > 2', '1 < 2 & 3 > 2'],
    ['<img src="x.jpg">', null],
  ])('is shown as the plain text that it was shown as: %s', async (written, title) => {
    const text = entry('a').replace('TITLE: Post a', `TITLE: ${written}`);
    await importExportTexts(app, [text]);
    expect(await titleOf(URL)).toBe(title);
    const again = await importExportTexts(app, [text]);
    expect(again.findings).toEqual([]);
    expect(await exportedText(app)).toBe(text);
  });

  it('is cut after 300 characters, a name after 80, as the report says', async () => {
    const text = [
      entry('a', { title: 'é'.repeat(300), author: 'ü'.repeat(80) }),
      entry('b', { title: 'é'.repeat(301), author: 'ü'.repeat(81) }, [
        comment('x', { name: ` ${'ö'.repeat(80)} `, email: 'eve@blog.example' }),
        comment('y', { name: 'ö'.repeat(81), email: 'bob@blog.example' }),
      ]),
    ].join('');
    const { told } = await importExportTexts(app, [text]);
    const repairs = told.filter(({ kind }) => kind === 'REPAIRED');
    const start = entry('a', { title: 'é'.repeat(300), author: 'ü'.repeat(80) }).split('\n').length;
    expect(repairs.map(({ line, reason }) => [line, reason.split(':')[0]])).toEqual([
      [start, 'Its title is too long to be shown whole'],
      [start, 'The name of its author is too long to be shown whole'],
      [expect.any(Number), 'The name of its author is too long to be shown whole'],
    ]);
    expect(await titleOf(URL.replace('/a.html', '/b.html'))).toBe('é'.repeat(300));
    expect(await exportedText(app)).toBe(text);
  });

  it('of a page that was made here is exported so that it reads the same again', async () => {
    const eve = await app.join('eve');
    const postUrl = 'https://ann.typepad.com/weblog/2010/10/new.html';
    const title = 'Fish &amp; <Chips> & "more"';
    await app.mutate('AddComment', { postUrl, postTitle: title, body: 'Words' }, eve);
    const text = await exportedText(app);
    expect(text).toContain('TITLE: Fish &amp;amp; &lt;Chips&gt; &amp; "more"\n');
    const other = await TestApp.start();
    await importExportTexts(other, [text]);
    expect(await titleOf(postUrl, other)).toBe(title);
    await other.close();
  });
});
