import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { isPostgres } from '../support/database';
import { Random } from '../support/random';

const MEMBERS = 6;

/** Acts that meet on the same rows at the same moment, in every mixture. */
describe.each([11, 12])('many acts on one thread at once (seed %i)', (seed) => {
  const random = new Random(seed);
  let app: TestApp;
  let members: Member[];

  beforeAll(async () => {
    app = await TestApp.start();
    members = await Promise.all(
      Array.from({ length: MEMBERS }, (_, index) => app.join(`member-${index}`)),
    );
  });
  afterAll(() => app.close());

  const authorOf = (comment: any) => members.find(({ id }) => id === comment.author.id)!;
  const remove = async (comment: any) =>
    app.mutate('DeleteComment', { commentId: comment.id }, authorOf(comment));

  async function countsOf(url: string) {
    const query = `query ($url: String!) { post(url: $url) {
      commentCount comments { totalCount edges { node { id } } } } }`;
    const { post } = await app.data(query, { url });
    return {
      commentCount: post.commentCount,
      totalCount: post.comments.totalCount,
      shown: post.comments.edges.length,
    };
  }

  it('leave every count right', async () => {
    const url = `https://blog.example/at-once-${seed}`;
    let comments: any[] = [await app.comment(random.one(members), url)];
    for (let round = 0; round < 8; round += 1) {
      const made = await Promise.all(Array.from({ length: 30 }, () => act(url, comments)));
      comments = [...comments, ...made.flatMap((comment) => comment ?? [])].slice(-25);
      expect(await auditCounts(app)).toEqual([]);
    }
  });

  /** Refusals are fine, e.g. of a reply to what was just deleted; faults are not: they throw. */
  async function act(url: string, comments: readonly any[]): Promise<any> {
    const choice = random.next();
    const by = random.one(members);
    const target = random.one(comments);
    const add = (place: object) => app.mutate('AddComment', { ...place, body: `By ${by.id}` }, by);
    if (choice < 0.15) return (await add({ postUrl: url })).comment;
    if (choice < 0.45) return (await add({ inReplyToId: target.id })).comment;
    if (choice < 0.7) await remove(target);
    else if (choice < 0.82) await app.mutate('AddFavorite', { subjectId: target.id }, by);
    else if (choice < 0.9) await app.mutate('RemoveFavorite', { subjectId: target.id }, by);
    else if (choice < 0.95) await app.mutate('AddFavorite', { subjectId: target.post.id }, by);
    else await app.mutate('Follow', { profileId: random.one(members).id }, by);
    return null;
  }

  it('empty it when all is deleted at once, in any order', async () => {
    const url = `https://blog.example/emptied-${seed}`;
    const comments = [await app.comment(random.one(members), url)];
    for (let count = 1; count < 30; count += 1)
      comments.push(await app.comment(random.one(members), random.one(comments.slice(-6))));
    await Promise.all(comments.map(remove));
    expect(await countsOf(url)).toEqual({ commentCount: 0, totalCount: 0, shown: 0 });
    expect(await auditCounts(app)).toEqual([]);
  });

  it('let a reply and the deletion of what it replies to agree', async () => {
    for (let round = 0; round < 15; round += 1) {
      const url = `https://blog.example/meeting-${seed}-${round}`;
      const parent = await app.comment(members[0]!, url);
      const [{ deletedCommentId }, { comment: reply }] = await Promise.all([
        remove(parent),
        app.mutate('AddComment', { inReplyToId: parent.id, body: 'In time?' }, members[1]),
      ]);
      const left = reply ? 1 : 0;
      expect(await countsOf(url)).toEqual({ commentCount: left, totalCount: left, shown: left });
      if (!reply) expect(deletedCommentId).toBe(parent.id);
    }
    expect(await auditCounts(app)).toEqual([]);
  });

  it('count one comment twenty times when its page is new to all', async () => {
    const url = `https://new-${seed}.example/page`;
    const crowd = Array.from({ length: 20 }, () => random.one(members));
    await Promise.all(crowd.map((by) => app.comment(by, url)));
    expect(await countsOf(url)).toEqual({ commentCount: 20, totalCount: 20, shown: 20 });
    expect(await auditCounts(app)).toEqual([]);
  });

  // SQLite has one writer. Postgres would give up one of the two after a second, and it would be run again.
  if (isPostgres())
    it('wait for each other in no circle', async () => {
      app = await TestApp.on(await app.stop());
      const [{ deadlocks }] = await app.app.database.source.query(
        'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
      );
      expect(deadlocks).toBe(0);
    });
});
