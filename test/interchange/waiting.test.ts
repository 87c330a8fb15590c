import 'reflect-metadata';
import { hasChangedNothing } from '../../src/interchange/activitystreams/activity-report';
import { TestApp } from '../support/app';
import { auditCounts } from '../support/audit';
import { dump, Foreigner, importValues } from '../support/import';
import { operations } from '../support/operations';

const URL = 'https://blog.example/1';

describe('what is told before what it is about', () => {
  let app: TestApp;
  const ann = new Foreigner('ann');
  const bob = new Foreigner('bob');

  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(async () => {
    const differences = await auditCounts(app);
    await app.close();
    expect(differences).toEqual([]);
  });

  const rows = (text: string): Promise<any[]> => app.app.database.source.query(text);
  const bodies = async () =>
    (await rows(`SELECT "body" FROM "comment" ORDER BY "id"`)).map(({ body }) => body);
  const top = ann.note('Top', URL, { id: 'urn:top' });
  const create = (by: Foreigner, note: { published: string }) =>
    by.does('Create', note, { published: note.published });
  const edit = (id: string, content: string, more = {}) =>
    ann.does('Update', { type: 'Note', id, content }, more);

  it('waits for it, in this file or in a later one, and says so', async () => {
    const values = [
      edit('urn:top', 'Top, edited'),
      bob.says('Reply', 'urn:top', { id: 'urn:reply' }),
      bob.does('Like', 'urn:top'),
      bob.does('Like', `${URL}#c1`),
    ];
    const report = await importValues(app, values);
    expect(report).toMatchObject({ faults: [], counts: { waiting: 4, comments: 0 } });
    expect(report.waiting).toEqual({
      total: 4,
      first: [
        { awaitedId: 'urn:top', count: 3 },
        { awaitedId: `${URL}#c1`, count: 1 },
      ],
    });
    expect(hasChangedNothing(report)).toBe(false);
    const again = await importValues(app, values);
    expect(hasChangedNothing(again)).toBe(true);
    expect(again.waiting.total).toBe(4);

    const later = await importValues(app, [create(ann, top)]);
    expect(later.counts).toMatchObject({ comments: 2, edits: 1, favorites: 1, waiting: -3 });
    expect(later.waiting).toEqual({ total: 1, first: [{ awaitedId: `${URL}#c1`, count: 1 }] });
    const { post } = await app.data(operations.Thread, { url: URL });
    expect(post.comments.edges[0].node).toMatchObject({
      body: expect.stringMatching(/^Top/),
      favoriteCount: 1,
      replies: { edges: [{ node: { body: 'Reply' } }] },
    });
    expect(await bodies()).toEqual(['Top, edited', 'Reply']);
  });

  it('is applied in file order, whatever waits for what, and however many there are', async () => {
    const people = Array.from({ length: 150 }, (_none, index) => new Foreigner(`p${index}`));
    const chain = Array.from({ length: 30 }, (_none, index) =>
      bob.says(`Link ${index}`, index === 0 ? 'urn:top' : `urn:link:${index - 1}`, {
        id: `urn:link:${index}`,
      }),
    );
    const values = [
      ...people.map((person) => person.does('Like', 'urn:top')),
      ...chain.toReversed(),
      edit('urn:top', 'First', { published: undefined }),
      edit('urn:top', 'Second', { published: undefined }),
      create(ann, top),
    ];
    const { counts, faults, waiting } = await importValues(app, values);
    expect({ counts, faults, total: waiting.total }).toMatchObject({
      counts: { favorites: 150, comments: 31, edits: 2, waiting: 0 },
      faults: [],
      total: 0,
    });
    expect((await bodies())[0]).toBe('Second');
    const before = await dump(app);
    const again = await importValues(app, values);
    expect(await dump(app)).toEqual(before);
    expect(again.counts).toMatchObject({ read: values.length, alreadyThere: values.length });
  });

  it('is taken up by the next import where one was killed before it came to it', async () => {
    await importValues(app, [edit('urn:top', 'Edited'), ann.says('Top', URL, { id: 'urn:other' })]);
    await rows(`UPDATE "foreign_object" SET "kind" = 'COMMENT', "localId" = (SELECT "id" FROM "comment")
      WHERE "foreignId" = 'urn:top'`);
    const report = await importValues(app, []);
    expect(report.counts).toMatchObject({ read: 0, edits: 1, waiting: -1 });
    expect(await bodies()).toEqual(['Edited']);
  });

  it('is judged when that comes: nobody can edit what is not theirs', async () => {
    const theirs = [
      bob.does('Update', { type: 'Note', id: 'urn:top', content: 'Ha' }),
      bob.does('Update', { type: 'Article', id: URL, name: 'Ha' }),
    ];
    await importValues(app, theirs);
    const article = ann.does('Create', { id: URL, type: 'Article', name: 'One' });
    const report = await importValues(app, [create(ann, top), article]);
    expect(report.faults).toEqual([
      { line: null, reason: 'Only its author can edit a comment.' },
      { line: null, reason: 'Only its author can edit a post.' },
    ]);
    expect(report.waiting.total).toBe(0);
    expect(await bodies()).toEqual(['Top']);
  });

  it('waits no longer once that is deleted, though it never came', async () => {
    const report = await importValues(app, [
      edit('urn:top', 'Edited'),
      ann.does('Delete', 'urn:top'),
      edit('urn:top', 'Edited again'),
    ]);
    expect(report.passedOver.get('Update of what was deleted')).toBe(2);
    expect(report.waiting.total).toBe(0);
  });

  it('may be undone meanwhile', async () => {
    const like = bob.does('Like', 'urn:top');
    const values = [like, bob.does('Undo', like.id), create(ann, top)];
    expect((await importValues(app, values)).counts).toMatchObject({ favorites: 0, waiting: 0 });
    expect(await rows(`SELECT * FROM "favorite"`)).toEqual([]);
  });

  it('is an edit of a page that others speak of, until its author publishes it', async () => {
    const article = { id: 'urn:page', type: 'Article', url: URL };
    const values = [
      bob.says('On it', 'urn:page', { context: article }),
      ann.does('Update', { ...article, name: 'Edited', content: 'x' }),
      ann.does('Create', { ...article, name: 'One' }),
    ];
    const report = await importValues(app, values);
    expect(report).toMatchObject({ faults: [], counts: { edits: 1, waiting: 0 } });
    const { post } = await app.data(operations.Thread, { url: URL });
    expect(post).toMatchObject({ title: 'Edited', author: { username: 'ann' }, commentCount: 1 });
    const before = await dump(app);
    await importValues(app, values);
    expect(await dump(app)).toEqual(before);
  });

  it('is not kept where it is private', async () => {
    const report = await importValues(app, [
      ann.does('Update', { type: 'Note', id: 'urn:top', content: 'For you', to: [bob.id] }),
      create(ann, top),
      ann.does('Update', { type: 'Note', id: 'urn:top', content: 'For you' }, { to: [bob.id] }),
    ]);
    expect(report.passedOver.get('Update of Note that is not public')).toBe(2);
    expect(await bodies()).toEqual(['Top']);
    expect(report.waiting.total).toBe(0);
  });
});
