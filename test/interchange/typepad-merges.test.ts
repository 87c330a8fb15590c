import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { TestApp } from '../support/app';
import { Claiming } from '../support/claiming';
import { dump } from '../support/import';
import { merge } from '../support/merging';
import { codeInOutbox } from '../support/outbox';
import { comment, entry, importExportTexts, typepadProfile } from '../support/typepad';

const PROFILE = `query ($username: String!) { profile(username: $username) {
  id username displayName homepageUrl commentCount isClaimed
  activity(first: 50) { edges { node { occurredAt ... on CommentActivity { comment { body author { username } } } } } } } }`;

describe('people of Typepad exports who become one', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(() => app.close());

  const profile = async (username: string) => (await app.data(PROFILE, { username })).profile;
  const history = async (username: string) =>
    (await profile(username)).activity.edges.flatMap(({ node }: any) => node.comment?.body ?? []);

  const opaque = { name: 'Dora', url: typepadProfile('6pdora') };
  const alias = { name: 'Zdora', url: typepadProfile('dora') };
  const mailed = { name: 'Dora B.', email: 'dora@mail.org', url: 'https://dora.example/' };
  const texts = [
    entry('a', { author: 'Dora B.' }, [comment('one', opaque), comment('two', alias)]),
    entry('b', {}, [
      comment('three', { ...opaque, date: '10/06/2010 09:00:00 AM' }),
      comment('four', { ...mailed, date: '10/07/2010 09:00:00 AM' }),
      comment('five', { ...alias, date: '10/08/2010 09:00:00 AM' }),
    ]),
  ];

  it.each([
    ['the earlier into the later', ['Zdora', 'Dora']],
    ['the later into the earlier', ['Dora', 'Zdora']],
  ])('by a merge of %s stay one, and importing again changes nothing', async (_name, names) => {
    await importExportTexts(app, texts);
    const [kept, gone] = [await profile(names[0]!), await profile(names[1]!)];
    await merge(app, gone, kept);
    const before = await dump(app);
    for (const zone of ['UTC', 'Asia/Tokyo']) {
      const again = await importExportTexts(app, texts, { zone });
      expect(again.made).toMatchObject({ posts: 0, comments: 0, newProfiles: 0 });
      if (zone === 'UTC') expect(await dump(app)).toEqual(before);
    }
    const later = [
      comment('six', { ...opaque, name: 'Dora of late', date: '10/09/2011 09:00:00 AM' }),
      comment('seven', { ...alias, name: 'D.', date: '10/10/2011 09:00:00 AM' }),
    ];
    const report = await importExportTexts(app, [entry('c', {}, later)]);
    expect(report.made).toMatchObject({ comments: 2, newProfiles: 0 });
    expect(await history(kept.username)).toEqual(['seven', 'six', 'five', 'three', 'two', 'one']);
    // Whose name stays was decided with the merge, which newer words of either do not undo.
    expect(await profile(gone.username)).toMatchObject({
      ...{ username: kept.username, displayName: kept.displayName },
    });
  });

  it('are mailed a code where their comments carry an address beside what they are known by', async () => {
    const email = `${randomUUID()}@mail.org`;
    const signed = { name: 'Tess', url: typepadProfile('tess') };
    await importExportTexts(app, [
      entry('a', {}, [
        comment('one', { ...signed, email: ` ${email.toUpperCase()}` }),
        comment('two', { ...signed, email: 'none@example.com' }),
      ]),
    ]);
    const claiming = new Claiming(app);
    const ann = await app.join('ann');
    const { claim } = await claiming.request(ann, await profile('Tess'));
    expect(claim).toMatchObject({ method: 'EMAIL_CODE' });
    const { userErrors } = await claiming.confirm(ann, claim.id, await codeInOutbox(app, email));
    expect(userErrors).toEqual([]);
  });

  it('wait for a moderator where several addresses stand beside what they are known by', async () => {
    const signed = { name: 'Tess', url: typepadProfile('tess') };
    const emails = ['tess@mail.org', 'eve@else.org'];
    await importExportTexts(app, [
      entry(
        'a',
        {},
        emails.map((email) => comment(email, { ...signed, email })),
      ),
    ]);
    const ann = await app.join('ann');
    const { claim } = await new Claiming(app).request(ann, await profile('Tess'));
    expect(claim).toMatchObject({ method: 'MODERATOR' });
  });

  it('by a claim with the code that was mailed: the history is the claimant’s, now and of exports to come', async () => {
    // Where there is no mail server, messages of several runs may lie in one folder.
    const email = `${randomUUID()}@mail.org`;
    const bob = { name: 'Bob', email };
    const first = entry('a', {}, [
      comment('long ago', bob),
      comment('never mine', { name: 'Bob', email: 'other@mail.org' }),
    ]);
    await importExportTexts(app, [first]);
    const claiming = new Claiming(app);
    const [robert, eve] = [await app.join('robert'), await app.join('eve')];
    const old = await profile('Bob');
    const { claim } = await claiming.request(robert, old);
    expect(claim).toMatchObject({ method: 'EMAIL_CODE', status: 'PENDING' });
    expect(JSON.stringify(claim)).not.toContain(email);
    const code = await codeInOutbox(app, email);
    const refused = await claiming.confirm(eve, claim.id, code);
    expect(refused.userErrors).toMatchObject([{ code: 'INVALID' }]);
    expect((await profile('Bob')).isClaimed).toBe(false);
    expect((await claiming.confirm(robert, claim.id, code)).userErrors).toEqual([]);
    expect(await profile('robert')).toMatchObject({
      ...{ displayName: 'robert', commentCount: 1, isClaimed: true },
      activity: {
        edges: [
          {
            node: {
              occurredAt: '2010-10-05T09:00:00.000Z',
              comment: { body: 'long ago', author: { username: 'robert' } },
            },
          },
        ],
      },
    });
    expect((await profile('Bob')).username).toBe('robert');
    const before = await dump(app);
    expect((await importExportTexts(app, [first])).made).toMatchObject({ comments: 0 });
    expect(await dump(app)).toEqual(before);
    const date = '10/05/2012 09:00:00 AM';
    await importExportTexts(app, [entry('b', {}, [comment('later', { ...bob, date })])]);
    expect(await history('robert')).toEqual(['later', 'long ago']);
    expect(await history('Bob-2')).toEqual(['never mine']);
  });
});
