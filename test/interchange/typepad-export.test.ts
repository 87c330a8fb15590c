import 'reflect-metadata';
import { suggestions } from '../../src/interchange/typepad/people/suggestions';
import { TestApp } from '../support/app';
import { dump } from '../support/import';
import { LiveFeed } from '../support/live';
import { merge } from '../support/merging';
import { eventually } from '../support/eventually';
import {
  comment,
  entry,
  exportedText,
  importExportTexts,
  typepadProfile,
} from '../support/typepad';

const EXTENDED = 'EXTENDED BODY:\n  more \n\n-----\n';
const TEXT = [
  entry('a', { more: 'TAGS: x, "y z"\nSTATUS: Publish', body: '<p>a\n--------\nb</p>  ' }, [
    EXTENDED,
    comment('  kept as\n\n\n it is ', { name: 'Bob', email: 'bob@first.org' }),
    comment('signed in', { name: 'Dora', url: typepadProfile('6pabc') }),
  ]),
  entry('b', { date: '01/02/2011 23:00:00' }, [
    comment('again', { name: 'Bob', email: 'bob@first.org' }),
  ]),
].join('');

describe('what was imported from Typepad', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(() => app.close());

  it('is exported byte for byte, and makes the same database of an empty one', async () => {
    await importExportTexts(app, [TEXT]);
    const text = await exportedText(app);
    expect(text).toBe(TEXT);
    const other = await TestApp.start();
    await importExportTexts(other, [text]);
    const [first, second] = [await dump(app), await dump(other)];
    expect({ ...second, feed_log_head: [] }).toEqual({ ...first, feed_log_head: [] });
    await other.close();
  });

  it('is exported with what people wrote since, without their addresses', async () => {
    await importExportTexts(app, [TEXT]);
    const eve = await app.join('eve');
    await app.comment(eve, 'https://ann.typepad.com/weblog/2010/10/a.html', '**New** words');
    const text = await exportedText(app);
    expect(text).toMatch(
      /AUTHOR: eve\nEMAIL: \nIP: \nURL: https:\/\/here\.example\/profiles\/eve\nDATE: .*\n<p><strong>New<\/strong> words<\/p>\n-----\n--------/,
    );
    expect(text).not.toContain('eve@example.com');
  });

  it('is exported and imported again with what people wrote and edited since, and nothing doubles', async () => {
    await importExportTexts(app, [TEXT]);
    const eve = await app.join('eve');
    const url = 'https://ann.typepad.com/weblog/2010/10/a.html';
    await app.comment(
      eve,
      url,
      '**New** words\n\n--------\n\n    TITLE: x\n    -----\n    BODY:\n\nend',
    );
    await app.comment(eve, url, 'Thanks');
    const { post } = await app.data(
      'query ($url: String!) { post(url: $url) { comments(first: 9) { edges { node { id author { id username } } } } } }',
      { url },
    );
    const { node } = post.comments.edges.find((edge: any) => edge.node.author.username === 'Bob');
    await merge(app, node.author, eve);
    await app.mutate('EditComment', { commentId: node.id, body: 'Said *better*' }, eve);
    const text = await exportedText(app);
    expect(text).toContain('<p>Said <em>better</em></p>');
    const before = await dump(app);
    for (const zone of ['UTC', 'Asia/Tokyo'])
      expect((await importExportTexts(app, [text], { zone })).made).toMatchObject({
        ...{ posts: 0, comments: 0, commentsThere: 5, newProfiles: 0 },
      });
    expect(await dump(app)).toEqual(before);
    const other = await TestApp.start();
    expect((await importExportTexts(other, [text])).made).toMatchObject({ comments: 5 });
    expect(await exportedText(other)).toBe(text);
    await other.close();
  });

  it('is not streamed: who follows live gets nothing of it', async () => {
    const feed = new LiveFeed(app, 'LivePublicFeed');
    await eventually(() => feed.messages.length === 1);
    await importExportTexts(app, [TEXT]);
    const eve = await app.join('eve');
    await app.comment(eve, 'https://ann.typepad.com/weblog/2010/10/a.html', 'live words');
    await eventually(() => feed.messages.length > 1);
    expect(feed.messages.map((message) => message.__typename)).toEqual([
      'FeedCheckpoint',
      'ActivityAdded',
    ]);
    await feed.close();
  });

  it('suggests who may be one person, without telling what they share', async () => {
    await importExportTexts(app, [
      entry('a', {}, [
        comment('1', { name: 'Bob', email: 'bob@first.org', url: 'https://bob.example/' }),
        comment('2', { name: 'bob', url: 'http://www.bob.example' }),
        comment('3', { name: 'Dora', url: typepadProfile('6pabc') }),
        comment('4', { name: 'Dora', url: typepadProfile('dora') }),
        comment('5', { name: 'Dora', url: typepadProfile('dora') }),
        comment('6', { name: 'Zed', url: typepadProfile('6pzed'), email: 'zed@mail.org' }),
        comment('7', { name: 'Zeno', url: typepadProfile('6pzeno'), email: 'ZED@mail.org' }),
        comment('8', { name: 'X', url: typepadProfile('6px'), email: 'noreply@mail.org' }),
        comment('9', { name: 'Y', url: typepadProfile('6py'), email: 'noreply@mail.org' }),
      ]),
    ]);
    const found = [];
    for await (const suggestion of suggestions(app.app.database.reads)) found.push(suggestion);
    const names = found.map(({ likeness, profiles }) => [
      likeness,
      ...profiles.map((one) => one.username),
    ]);
    expect(names).toEqual([
      ['NAME_AND_URL', 'Bob', 'bob-2'],
      ['EMAIL', 'Zed', 'Zeno'],
      ['ALIAS_AND_ID', 'Dora-2', 'Dora'],
    ]);
    expect(JSON.stringify(found)).not.toContain('@');
  });
});
