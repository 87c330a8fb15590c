import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { moderationOperations, Moderating, type Status } from '../support/moderating';

describe('a comment', () => {
  let app: TestApp;
  let moderating: Moderating;
  let ann: Member;
  let bob: Member;
  let judge: Member;
  let number = 0;
  let url: string;

  beforeAll(async () => {
    app = await TestApp.start();
    moderating = new Moderating(app);
    ({ ann, bob, judge } = await moderating.people());
  });
  beforeEach(() => {
    number += 1;
    url = `https://blog.example/${number}`;
  });
  afterEach(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(() => app.close());

  it('is decided on by moderators alone', async () => {
    const comment = await app.comment(ann, url);
    const input = { commentId: comment.id, status: 'SPAM' };
    const codes = async (name: keyof typeof moderationOperations, by: Member | null) => {
      const given = name === 'ModerateComment' ? { input } : { first: 1 };
      const { errors } = await app.send(moderationOperations[name], given, by?.token ?? null);
      return errors?.map(({ extensions }) => extensions.code);
    };
    for (const name of ['ModerateComment', 'ModerationQueue', 'ModerationDecisions'] as const) {
      expect(await codes(name, ann)).toEqual(['FORBIDDEN']);
      expect(await codes(name, null)).toEqual(['UNAUTHENTICATED']);
    }
    const none = { commentId: ann.id, status: 'SPAM' };
    expect((await moderating.act('ModerateComment', none, judge)).userErrors).toMatchObject([
      { field: ['commentId'], code: 'NOT_FOUND' },
    ]);
  });

  it('is decided on once: again changes nothing, in the record either', async () => {
    const comment = await app.comment(ann, url);
    for (const status of ['SPAM', 'SPAM', 'PUBLISHED', 'PUBLISHED'] as const)
      await moderating.decide(judge, comment, status);
    expect(await moderating.decisions(judge, comment)).toMatchObject([
      { subject: 'COMMENT', before: 'SPAM', after: 'PUBLISHED', moderator: { username: 'judge' } },
      { subject: 'COMMENT', before: 'PUBLISHED', after: 'SPAM', comment: { id: comment.id } },
    ]);
  });

  it('of a moderator is published by another, or by an administrator', async () => {
    const other = await moderating.promote(await app.join(`judge${number}`), 'MODERATOR');
    const boss = await moderating.promote(await app.join(`boss${number}`), 'ADMINISTRATOR');
    const own = await app.comment(judge, url);
    await moderating.decide(judge, own, 'PENDING');
    const input = { commentId: own.id, status: 'PUBLISHED' };
    const { comment, userErrors } = await moderating.act('ModerateComment', input, judge);
    expect(comment).toBeNull();
    expect(userErrors).toMatchObject([{ field: ['commentId'], code: 'FORBIDDEN' }]);
    expect((await moderating.decide(other, own, 'PUBLISHED')).status).toBe('PUBLISHED');
    const bosses = await app.comment(boss, url);
    for (const [by, status] of [
      [judge, 'REMOVED'],
      [boss, 'PUBLISHED'],
    ] as const)
      expect((await moderating.decide(by, bosses, status)).status).toBe(status);
  });

  it('is decided on by several at once as by one after the other', async () => {
    const other = await moderating.promote(await app.join(`judge${number}`), 'MODERATOR');
    const top = await app.comment(ann, url, 'Top');
    const reply = await app.comment(bob, top, 'Reply');
    await app.mutate('AddFavorite', { subjectId: reply.id }, ann);
    const choices: Status[] = ['PUBLISHED', 'SPAM', 'REMOVED', 'PENDING'];
    await Promise.all(
      [top, reply].flatMap((comment) =>
        [...choices, ...choices].map((status, index) =>
          moderating.decide(index % 2 === 0 ? judge : other, comment, status),
        ),
      ),
    );
    expect(await auditCounts(app)).toEqual([]);
    for (const comment of [reply, top]) await moderating.decide(judge, comment, 'PUBLISHED');
    expect(await moderating.thread(url, null)).toMatchObject({ commentCount: 2 });
  });

  it('is decided on while its author deletes it, or it is replied to', async () => {
    for (let round = 0; round < 5; round += 1) {
      const top = await app.comment(ann, url, 'Top');
      await Promise.all([
        moderating.act('ModerateComment', { commentId: top.id, status: 'REMOVED' }, judge),
        app.mutate('AddComment', { inReplyToId: top.id, body: 'Reply' }, bob),
        app.mutate('DeleteComment', { commentId: top.id }, ann),
        moderating.act('ModerateComment', { commentId: top.id, status: 'PUBLISHED' }, judge),
      ]);
      expect(await auditCounts(app)).toEqual([]);
    }
  });
});
