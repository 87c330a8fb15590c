import { fromGlobalId } from '../../src/schema/global-id';
import { TestApp, type GraphQLAnswer, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { isPostgres } from '../support/database';
import { operations } from '../support/operations';
import { Random } from '../support/random';
import { Sabotage } from '../support/sabotage';

const ACTS = 400;

/** One mutation, and how it must end. */
interface Act {
  readonly end: 'done' | 'refused' | 'failed';
  readonly body: string;
  readonly url: string;
  readonly answer: Promise<GraphQLAnswer>;
}

/**
 * TypeORM shares one SQLite connection among all requests: with a transaction for each of them, one's ROLLBACK undoes
 * what another was told is saved, and a fault of one fails them all. Here neither can happen.
 */
describe('hundreds of mutations at once, some of which fail', () => {
  const random = new Random(2026);
  let app: TestApp;
  let good: Member[];
  let cursed: Member;
  let parent: any;
  let acts: Act[];
  let answers: GraphQLAnswer[];

  const read = (text: string): Promise<any[]> => app.app.database.source.query(text);

  beforeAll(async () => {
    app = await TestApp.start();
    good = await Promise.all(['ann', 'bob', 'cat', 'dan'].map((name) => app.join(name)));
    cursed = await app.join('cursed');
    parent = await app.comment(good[0]!, 'https://blog.example/parent', 'parent');
    const sabotage = new Sabotage(app);
    await sabotage.failLogEntriesOf(fromGlobalId(cursed.id)!.id);
    await sabotage.failCommitsOf('doomed');
    if (!isPostgres()) await sabotage.undoTransactionsOf('undone');
    acts = Array.from({ length: ACTS }, (_, index) => begin(index));
    answers = await Promise.all(acts.map(({ answer }) => answer));
  });
  afterAll(() => app.close());

  function begin(index: number): Act {
    const by = random.one(good);
    const url = `https://blog.example/page-${index % 7}`;
    const choice = random.next();
    if (choice < 0.45) return comment('done', `done ${index}`, by, { postUrl: url });
    if (choice < 0.6) return comment('done', `reply ${index}`, by, { inReplyToId: parent.id });
    const fresh = { postUrl: `https://fresh-${index}.example/` };
    if (choice < 0.68) return comment('failed', `cursed ${index}`, cursed, fresh);
    if (choice < 0.72)
      return comment('failed', `cursed ${index}`, cursed, { inReplyToId: parent.id });
    if (choice < 0.8) return comment('failed', `doomed ${index}`, by, fresh);
    if (choice < 0.84) return comment('failed', `doomed ${index}`, by, { inReplyToId: parent.id });
    if (choice < 0.88 && !isPostgres()) return comment('failed', `undone ${index}`, by, fresh);
    if (choice < 0.94) return comment('refused', `refused ${index}`, by, { postUrl: 'nowhere' });
    return comment('refused', `refused ${index}`, by, { inReplyToId: by.id });
  }

  function comment(end: Act['end'], body: string, by: Member, place: object): Act {
    const answer = app.send(operations.AddComment, { input: { ...place, body } }, by.token);
    return { end, body, url: 'postUrl' in place ? String(place.postUrl) : '', answer };
  }

  it('fail or succeed each for itself', () => {
    const ends = answers.map(({ data, errors }): Act['end'] => {
      if (errors) return 'failed';
      return data.addComment.userErrors.length > 0 ? 'refused' : 'done';
    });
    expect(ends).toEqual(acts.map(({ end }) => end));
    for (const end of ['done', 'refused', 'failed'])
      expect(ends.filter((found) => found === end).length).toBeGreaterThan(20);
  });

  it('tell nothing of the fault but that there was one', () => {
    const faults = answers.filter(({ errors }) => errors);
    for (const { data, errors } of faults) {
      expect(data).toBeNull();
      expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    }
    expect(JSON.stringify(faults)).not.toMatch(/sabotage|constraint|savepoint|insert/i);
  });

  it('leave every comment that was acknowledged, and no other', async () => {
    const rows = await read(`SELECT "body" FROM "comment" WHERE "body" <> 'parent'`);
    const acknowledged = acts.filter(({ end }) => end === 'done');
    expect(rows.map(({ body }) => body).sort()).toEqual(
      acknowledged.map(({ body }) => body).sort(),
    );
    const ids = answers.flatMap(({ data }) => data?.addComment.comment?.id ?? []);
    const nodes = await Promise.all(ids.map((id) => app.data(operations.Node, { id })));
    expect(nodes.map(({ node }) => node.body).sort()).toEqual(rows.map(({ body }) => body).sort());
  });

  it('leave one activity and one log entry for each of them, and none for the others', async () => {
    const comments = acts.filter(({ end }) => end === 'done').length + 1;
    const [{ activities }] = await read('SELECT COUNT(*) AS activities FROM "activity"');
    const [{ entries }] = await read(
      'SELECT COUNT(*) AS entries FROM "feed_log" WHERE "recipientId" IS NULL',
    );
    expect({ activities, entries }).toEqual({ activities: comments, entries: comments });
  });

  it('leave no page or site of those that failed', async () => {
    const left = await read(`SELECT "url" FROM "post" WHERE "url" LIKE 'https://fresh-%'
      UNION SELECT "url" FROM "site" WHERE "url" LIKE 'https://fresh-%'`);
    expect(left).toEqual([]);
    expect(acts.some(({ url }) => url.startsWith('https://fresh-'))).toBe(true);
  });

  it('leave counts that are right', async () => {
    expect(await auditCounts(app)).toEqual([]);
    const replies = acts.filter(({ body }) => body.startsWith('reply')).length;
    const { node } = await app.data(operations.Replies, { commentId: parent.id, first: 1 });
    expect(node.replies.totalCount).toBe(replies);
  });

  it('and the next one is served as ever', async () => {
    const { body } = await app.comment(good[1]!, 'https://blog.example/after', 'done after');
    expect(body).toBe('done after');
    expect(await auditCounts(app)).toEqual([]);
  });
});
