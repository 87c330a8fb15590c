import 'reflect-metadata';
import { TestApp } from '../support/app';
import { auditCounts } from '../support/audit';
import { dump, Foreigner, importValues } from '../support/import';
import { operations } from '../support/operations';

const URL = 'https://blog.example/1';
const deep = (levels: number) => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
};

describe('hostile activities', () => {
  let app: TestApp;
  const ann = new Foreigner('ann');

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.close());

  it.each<[string, unknown]>([
    ['null', null],
    ['a number', 7],
    ['a list', []],
    ['no type', { id: 'x' }],
    ['a type that is no string', { type: 7 }],
    ['no object', ann.does('Follow', undefined)],
    ['an object that is a number', ann.does('Follow', 7)],
    ['an id that is a number', { ...ann.does('Follow', 'https://x.example/1'), id: 7 }],
    ['an id that is a list', ann.does('Follow', { type: 'Person', id: [] })],
    ['no actor', { ...ann.does('Follow', 'https://x.example/1'), actor: undefined }],
    ['an actor that is no actor', { ...ann.does('Like', 'x:1'), actor: { type: 'Note', id: 'x' } }],
    ['two actors', { ...ann.does('Follow', 'https://x.example/1'), actor: ['x:1', 'x:2'] }],
    ['an endless id', ann.does('Follow', `https://x.example/${'x'.repeat(5_000)}`)],
    ['a date that is none', ann.says('Words', URL, { published: '2010-02-30T00:00:00Z' })],
    ['a date that is a number', { ...ann.does('Follow', 'x:1'), published: 12 }],
    ['a follow of oneself', ann.does('Follow', ann.id)],
    ['a block of oneself', ann.does('Block', ann.actor)],
    ['content that is no text', ann.says({ a: 1 } as never, URL)],
    ['endless content', ann.says('x'.repeat(1_000_001), URL)],
    ['an article nowhere', ann.does('Create', { type: 'Article', id: 'urn:x', name: 'x' })],
    ['endless nesting', { type: 'Follow', actor: 'x:1', object: 'x:2', x: deep(5_000) }],
    ['endless collections', nested(5_000)],
  ])('with %s are reported with their line, and do not stop the others', async (_name, value) => {
    const before = await dump(app);
    const bob = new Foreigner('bob', `https://${Math.random()}.example`);
    const report = await importValues(app, [value, bob.says('Fine', URL)]);
    expect(report.faults).toMatchObject([{ line: 1 }]);
    expect(report.counts.comments).toBe(1);
    const after = await dump(app);
    expect(after.comment!.length - before.comment!.length).toBe(1);
    expect(after.follow).toEqual(before.follow);
  });

  it('cannot bring characters that a database cannot hold', async () => {
    const odd = 'a\0b\ud800c\u{1F41D}';
    const cleo = new Foreigner('cleo');
    const report = await importValues(app, [
      { ...cleo.actor, name: odd, summary: odd },
      cleo.says(odd, `${URL}\0`, { id: `https://old.example/${odd}` }),
      cleo.does('Follow', `https://old.example/x${odd}`),
    ]);
    expect(report.faults).toEqual([]);
    const { profile } = await app.data(operations.ProfilePage, { username: 'cleo' });
    expect(profile).toMatchObject({ displayName: 'ab\ufffdc\u{1F41D}' });
    expect(profile.activity.edges.map((edge: any) => edge.node)).toContainEqual(
      expect.objectContaining({ comment: expect.objectContaining({ body: 'ab\ufffdc\u{1F41D}' }) }),
    );
  });

  it('cannot bring addresses that run', async () => {
    const url = 'javascript:alert(1)';
    const dora = new Foreigner('dora');
    const report = await importValues(app, [
      { ...dora.actor, url, icon: { type: 'Image', url } },
      dora.says('Words', url),
      dora.does('Create', { type: 'Article', id: url, url, name: 'x' }),
    ]);
    expect(report.counts.comments).toBe(0);
    expect(report.waiting.first).toEqual([{ awaitedId: url, count: 1 }]);
    expect(report.faults.map(({ line }) => line)).toEqual([3]);
    const { profile } = await app.data(operations.ProfilePage, { username: 'dora' });
    expect(profile).toMatchObject({ homepageUrl: null, avatarUrl: null });
  });

  it('cannot bring tags without end: their words are kept', async () => {
    const tags = `${'<b>'.repeat(100_000)}bees`;
    const abe = new Foreigner('abe');
    await importValues(app, [
      { ...abe.actor, summary: `<p>Of</p>${tags.slice(-60_004)}` },
      abe.says(tags, URL, { mediaType: 'text/html' }),
    ]);
    const { profile } = await app.data(operations.ProfilePage, { username: 'abe' });
    expect(profile.about).toBe('Of\nbees');
    expect(profile.activity.edges[0].node.comment).toMatchObject({ body: tags, bodyHtml: 'bees' });
  });

  it('cannot make names without end', async () => {
    const people = Array.from({ length: 120 }, (_none, index) => ({
      ...new Foreigner('eve', `https://${index}.example`).actor,
      name: 'E'.repeat(100_000),
      summary: `<p>${'x'.repeat(200_000)}`,
    }));
    const report = await importValues(app, people);
    expect(report.renamedProfiles).toBe(119);
    const { profile } = await app.data(operations.ProfilePage, { username: 'eve-120' });
    expect(profile.displayName).toHaveLength(80);
    expect(profile.about).toHaveLength(5_000);
  });

  it('leave every count right', async () => {
    expect(await auditCounts(app)).toEqual([]);
  });
});

function nested(levels: number): unknown {
  let value: unknown = { type: 'Collection', items: [] };
  for (let level = 0; level < levels; level += 1) value = { type: 'Collection', items: [value] };
  return value;
}
