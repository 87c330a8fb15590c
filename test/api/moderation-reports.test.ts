import { PASSWORD, TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { merge, numberIn, unclaim } from '../support/merging';
import { moderationOperations, Moderating } from '../support/moderating';
import { only } from '../support/rates';

const DAY_MS = 24 * 60 * 60 * 1000;

describe('reports of comments', () => {
  let app: TestApp;
  let moderating: Moderating;
  let ann: Member;
  let judge: Member;
  let crowd: Member[];
  let comment: any;
  let number = 0;
  let now = Date.now();

  beforeAll(async () => {
    app = await TestApp.start({ trustedProxies: 1 }, { clock: () => now });
    moderating = new Moderating(app);
    ann = await app.join('ann');
    judge = await moderating.promote(await app.join('judge'), 'MODERATOR');
    crowd = await Promise.all([1, 2, 3, 4, 5, 6].map((index) => moderating.reader(index)));
  });
  beforeEach(async () => {
    number += 1;
    comment = await app.comment(ann, `https://blog.example/${number}`, `Words ${number}`);
  });
  afterEach(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(() => app.close());

  const reportedBy = async (...members: Member[]) => {
    for (const by of members) expect((await moderating.report(by, comment)).userErrors).toEqual([]);
  };
  const seen = () => moderating.found(judge, comment);
  const waiting = async () =>
    (await moderating.queue(judge)).edges
      .map(({ node }: any) => node)
      .find(({ id }: any) => id === comment.id);

  it('put it in the queue until a moderator decides', async () => {
    const { totalCount: before } = await moderating.queue(judge);
    expect(await waiting()).toBeUndefined();
    await reportedBy(...crowd.slice(0, 2));
    expect(await waiting()).toMatchObject({ status: 'PUBLISHED', reportCount: 2 });
    expect((await moderating.queue(judge)).totalCount - before).toBe(1);
    await moderating.decide(judge, comment, 'PUBLISHED');
    expect(await waiting()).toBeUndefined();
    expect(await seen()).toMatchObject({ reportCount: 0, status: 'PUBLISHED' });
    expect(await moderating.decisions(judge, comment)).toMatchObject([
      { before: 'PUBLISHED', after: 'PUBLISHED' },
    ]);
  });

  it('count once for each person, whoever says more', async () => {
    await reportedBy(...Array<Member>(5).fill(crowd[0]!));
    await moderating.report(crowd[0]!, comment, { reason: 'OTHER', note: ' More about it ' });
    expect(await seen()).toMatchObject({ reportCount: 1, status: 'PUBLISHED' });
    const rows = await app.app.database.source.query(
      `SELECT "reason", "note" FROM "comment_report" WHERE "commentId" = ${numberIn(comment.id)}`,
    );
    expect(rows).toEqual([{ reason: 'OTHER', note: 'More about it' }]);
  });

  it('are counted for moderators alone', async () => {
    await reportedBy(crowd[0]!);
    for (const by of [ann, crowd[0]!, null])
      expect(await moderating.found(by, comment)).toMatchObject({ reportCount: null });
  });

  it('hold it at a threshold, and say so in the record', async () => {
    await reportedBy(...crowd.slice(0, 2));
    expect(await moderating.found(null, comment)).not.toBeNull();
    await reportedBy(crowd[2]!);
    expect(await moderating.found(null, comment)).toBeNull();
    expect(await waiting()).toMatchObject({ status: 'PENDING', reportCount: 3 });
    expect(await moderating.decisions(judge, comment)).toMatchObject([
      { rule: 'REPORTS', moderator: null, before: 'PUBLISHED', after: 'PENDING' },
    ]);
  });

  it('hold it when they come together', async () => {
    await Promise.all(crowd.slice(0, 3).map((by) => moderating.report(by, comment)));
    expect(await seen()).toMatchObject({ status: 'PENDING', reportCount: 3 });
  });

  it('must be twice as many to hold what a moderator published', async () => {
    await reportedBy(...crowd.slice(0, 3));
    await moderating.decide(judge, comment, 'PUBLISHED');
    await reportedBy(...crowd.slice(0, 5));
    expect(await seen()).toMatchObject({ status: 'PUBLISHED', reportCount: 5 });
    await reportedBy(crowd[5]!);
    expect(await seen()).toMatchObject({ status: 'PENDING', reportCount: 6 });
  });

  const strangers = (count: number) =>
    Promise.all(
      [...Array(count).keys()].map(async (index) => ({
        ...(await app.join(`stranger${number}x${index}`)),
        from: `198.51.100.${index}`,
      })),
    );

  it('of strangers wait in the queue, and hold nothing', async () => {
    const strange = await strangers(4);
    for (const by of strange) await app.comment(by, 'https://blog.example/strangers', 'Hi');
    await reportedBy(...strange, ...crowd.slice(0, 2));
    expect(await waiting()).toMatchObject({ status: 'PUBLISHED', reportCount: 6 });
  });

  it('of those who are strangers no more hold it', async () => {
    const [first, second, silent] = await strangers(3);
    for (const by of [first!, second!]) await app.comment(by, 'https://blog.example/known', 'Hi');
    await reportedBy(crowd[0]!, first!, second!);
    now += DAY_MS;
    await reportedBy(silent!);
    expect(await seen()).toMatchObject({ status: 'PENDING', reportCount: 4 });
    comment = await app.comment(ann, 'https://blog.example/silent');
    await reportedBy(crowd[0]!, first!, silent!);
    expect(await seen()).toMatchObject({ status: 'PUBLISHED', reportCount: 3 });
  });

  it('of one network count as one towards that', async () => {
    const besides = crowd.map((by) => ({ ...by, from: '203.0.113.77' }));
    await reportedBy(...besides.slice(0, 4), crowd[4]!);
    expect(await seen()).toMatchObject({ status: 'PUBLISHED', reportCount: 5 });
    await reportedBy(crowd[5]!);
    expect(await seen()).toMatchObject({ status: 'PENDING', reportCount: 6 });
  });

  it('hold nothing that a moderator wrote', async () => {
    comment = await app.comment(judge, 'https://blog.example/judge');
    await reportedBy(...crowd);
    expect(await waiting()).toMatchObject({ status: 'PUBLISHED', reportCount: 6 });
  });

  it('of whom its author blocks wait in the queue, and hold nothing, but for moderators', async () => {
    const other = await moderating.promote(await app.join('other'), 'MODERATOR');
    const blocked = [crowd[0]!, other];
    for (const { id } of blocked) await app.mutate('Block', { profileId: id }, ann);
    await reportedBy(...crowd.slice(0, 3));
    expect(await waiting()).toMatchObject({ status: 'PUBLISHED', reportCount: 3 });
    await reportedBy(other);
    expect(await seen()).toMatchObject({ status: 'PENDING', reportCount: 4 });
    for (const { id } of blocked) await app.mutate('Unblock', { profileId: id }, ann);
  });

  it('are refused of an own comment, of none, of one that is gone, and with a long note', async () => {
    const codes = async (by: Member, on: { id: string }, more = {}) =>
      (await moderating.report(by, on, more)).userErrors.map(({ field, code }: any) => [
        ...field,
        code,
      ]);
    expect(await codes(ann, comment)).toEqual([['commentId', 'INVALID']]);
    expect(await codes(judge, ann)).toEqual([['commentId', 'NOT_FOUND']]);
    const long = { note: 'x'.repeat(501) };
    expect(await codes(judge, comment, long)).toEqual([['note', 'INVALID']]);
    expect(await codes(judge, comment, { note: '𝒙'.repeat(500) })).toEqual([]);
    await app.mutate('DeleteComment', { commentId: comment.id }, ann);
    expect(await codes(crowd[0]!, comment)).toEqual([['commentId', 'INVALID']]);
    const input = { commentId: comment.id, reason: 'SPAM' };
    const { errors } = await app.send(moderationOperations.ReportComment, { input });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('move with a profile that becomes a part of another, once each', async () => {
    const both = await app.comment(ann, 'https://blog.example/both');
    const old = await app.join('old');
    const own = await app.comment(crowd[0]!, 'https://blog.example/own');
    await reportedBy(crowd[0]!);
    for (const on of [comment, both, own]) await moderating.report(old, on);
    await unclaim(app, old);
    await merge(app, old, crowd[0]!);
    expect(await seen()).toMatchObject({ reportCount: 1 });
    expect(await moderating.found(judge, both)).toMatchObject({ reportCount: 1 });
    expect(await moderating.found(judge, own)).toMatchObject({ reportCount: 0 });
  });

  it('go with whoever deletes their account', async () => {
    const leaver = await app.join('leaver');
    await reportedBy(crowd[0]!, leaver);
    const input = { password: PASSWORD };
    const { userErrors } = await app.mutate('DeleteAccount', input, leaver);
    expect(userErrors).toEqual([]);
    expect(await seen()).toMatchObject({ reportCount: 1 });
  });

  it('hold nothing where there is no threshold', async () => {
    const other = await TestApp.start({ reportsToHold: 0, trustedProxies: 1 });
    const writer = await other.join('writer');
    const words = await other.comment(writer, 'https://blog.example/words');
    const there = new Moderating(other);
    for (const index of [1, 2, 3, 4, 5, 6, 7]) await there.report(await there.reader(index), words);
    expect(await there.found(null, words)).not.toBeNull();
    await other.close();
  });

  it('are taken from one person only so often', async () => {
    const other = await TestApp.start({ rates: only({ reports: '2/h' }) });
    const [writer, reader] = [await other.join('writer'), await other.join('reader')];
    const words = await other.comment(writer, 'https://blog.example/words');
    const there = new Moderating(other);
    const report = { commentId: words.id, reason: 'SPAM' };
    const codes: (string | null)[] = [];
    for (let count = 0; count < 3; count += 1)
      codes.push(await there.codeOf('ReportComment', report, reader));
    expect(codes).toEqual([null, null, 'RATE_LIMITED']);
    await other.close();
  });

  it('wait in a queue that is read by pages, the newest first', async () => {
    const waits: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      const one = await app.comment(ann, `https://blog.example/queue/${number}`);
      waits.unshift(one.id);
      await moderating.decide(judge, one, 'PENDING');
    }
    const met: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 3; page += 1) {
      const variables = { first: 2, after };
      const data = await app.data(moderationOperations.ModerationQueue, variables, judge);
      const { edges, pageInfo } = data.moderationQueue;
      met.push(...edges.map(({ node }: any) => node.id));
      after = pageInfo.endCursor;
    }
    expect(met.slice(0, 5)).toEqual(waits);
  });
});
