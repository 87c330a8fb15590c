import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { hasChangedNothing } from '../../src/interchange/activitystreams/activity-report';
import { TestApp } from '../support/app';
import { dump, Foreigner, importFile, importValues } from '../support/import';
import { operations } from '../support/operations';

const FOLDER = join(__dirname, '../fixtures/mastodon');
const PUBLIC = ['https://www.w3.org/ns/activitystreams#Public', 'as:Public'];

describe('an archive from Mastodon', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(() => app.close());

  const rows = (query: string): Promise<any[]> => app.app.database.source.query(query);

  it('gives back what was public or unlisted, as posts and comments of its owner', async () => {
    await importFile(app, join(FOLDER, 'actor.json'));
    await importFile(app, join(FOLDER, 'outbox.json'));
    const { profile } = await app.data(operations.ProfilePage, { username: 'marla' });
    expect(profile).toMatchObject({
      displayName: 'Marla Oakes',
      about: 'Letters, mostly to rivers.',
      homepageUrl: 'https://toots.invalid/@marla',
      joinedAt: '2022-11-06T00:00:00.000Z',
      commentCount: 1,
    });
    expect(await rows(`SELECT "url", "title" FROM "post" ORDER BY "url"`)).toEqual([
      { url: 'https://toots.invalid/@marla/1', title: 'The river answered. It said: later.' },
      { url: 'https://toots.invalid/@marla/6', title: 'Floods' },
    ]);
    expect(await rows(`SELECT "body" FROM "comment"`)).toEqual([
      { body: '<p>Unlisted: it is still later.</p>' },
    ]);
  });

  it('keeps the warning before the words of a reply, as text', async () => {
    const ann = new Foreigner('ann');
    const warned = { sensitive: true, summary: 'CW: spoilers & more', inReplyTo: undefined };
    const told = (mediaType: string) => ({
      ...warned,
      mediaType,
      inReplyTo: 'https://b.example/1',
    });
    await importValues(app, [
      ann.says('<p>They <b>win</b>.</p>', '', told('text/html')),
      ann.says('They win.', '', told('text/plain')),
      ann.says('They *win*.', '', told('text/markdown')),
      ann.says('They win.', '', { ...warned, url: 'https://ann.example/1' }),
    ]);
    expect(await rows(`SELECT "body", "bodyHtml" FROM "comment" ORDER BY "createdAt"`)).toEqual([
      {
        body: '<p>CW: spoilers &amp; more</p><p>They <b>win</b>.</p>',
        bodyHtml: '<p>CW: spoilers &amp; more</p><p>They <b>win</b>.</p>',
      },
      { body: 'CW: spoilers & more\n\nThey win.', bodyHtml: expect.stringContaining('more') },
      {
        body: 'CW\\: spoilers \\& more\n\nThey *win*.',
        bodyHtml: expect.stringMatching(/<p>CW: spoilers &amp; more<\/p>\s*<p>They <em>win/),
      },
    ]);
    expect(await rows(`SELECT "title" FROM "post" WHERE "url" = 'https://ann.example/1'`)).toEqual([
      { title: 'CW: spoilers & more' },
    ]);
  });

  it('keeps private words out of every table, and counts what it passes over by type', async () => {
    const report = await importFile(app, join(FOLDER, 'outbox.json'));
    expect(report.faults).toEqual([]);
    expect(report.counts).toMatchObject({ read: 6, posts: 2, comments: 1 });
    expect(Object.fromEntries(report.passedOver)).toEqual({
      Announce: 1,
      'Document attached to Note': 1,
      'Note that is not public': 2,
    });
    expect(JSON.stringify(await dump(app))).not.toContain('secret');
  });

  it('changes nothing the second time', async () => {
    await importFile(app, join(FOLDER, 'outbox.json'));
    const before = await dump(app);
    expect(hasChangedNothing(await importFile(app, join(FOLDER, 'outbox.json')))).toBe(true);
    expect(await dump(app)).toEqual(before);
  });

  it('never makes public what is addressed to others, however it is addressed', async () => {
    const { orderedItems } = JSON.parse(readFileSync(join(FOLDER, 'outbox.json'), 'utf8'));
    const [template] = orderedItems;
    const others = fc.constantFrom(
      'https://toots.invalid/users/marla/followers',
      'https://x.invalid',
    );
    const lists = fc.record(
      Object.fromEntries(
        ['to', 'cc', 'bto', 'bcc', 'audience'].map((list) => [
          list,
          fc.oneof(
            fc.array(others),
            others,
            fc.array(fc.constantFrom(...PUBLIC), { maxLength: 1 }),
          ),
        ]),
      ),
      { requiredKeys: [] },
    );
    const has = (addressed: Record<string, unknown>) => {
      const all = Object.values(addressed).flat();
      return all.length === 0 || all.some((one) => PUBLIC.includes(one as string));
    };
    let number = 0;
    await fc.assert(
      fc.asyncProperty(lists, lists, async (ofActivity, ofNote) => {
        number += 1;
        const nobody = { to: undefined, cc: undefined };
        const [note, activity] = [
          { ...template.object, ...nobody },
          { ...template, ...nobody },
        ];
        const id = `https://toots.invalid/many/${number}`;
        const told = { ...note, ...ofNote, id, url: id, content: `Number ${number}.` };
        await importValues(app, [
          { ...activity, ...ofActivity, id: `${id}/activity`, object: told },
        ]);
        const found = await rows(`SELECT "id" FROM "post" WHERE "url" = '${id}'`);
        expect(found).toHaveLength(has(ofActivity) && has(ofNote) ? 1 : 0);
      }),
      { numRuns: 60 },
    );
  });
});
