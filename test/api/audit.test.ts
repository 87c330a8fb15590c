import 'reflect-metadata';
import { audit, CHECKS } from '../../src/audit/audit';
import { TestApp } from '../support/app';
import { auditCounts } from '../support/audit';
import { isPostgres } from '../support/database';
import { Foreigner, importValues } from '../support/import';

const URL = 'https://blog.example/1';

const LEAVE = `UPDATE "profile" SET "isDeleted" = TRUE WHERE "username" = 'ann'`;

/** What breaks each check: one row, or a few, of the community below. */
const BREAKS: Readonly<Record<string, string>> = {
  'profile.followerCount': `UPDATE "profile" SET "followerCount" = 7 WHERE "username" = 'ann'`,
  'profile.followingCount': `UPDATE "profile" SET "followingCount" = 7 WHERE "username" = 'ann'`,
  'profile.commentCount': `UPDATE "profile" SET "commentCount" = 7 WHERE "username" = 'ann'`,
  'profile.isClaimed': `UPDATE "profile" SET "isClaimed" = NOT "isClaimed" WHERE "username" = 'ann'`,
  'post.commentCount': `UPDATE "post" SET "commentCount" = 7`,
  'post.listedCommentCount': `UPDATE "post" SET "listedCommentCount" = 7`,
  'post.favoriteCount': `UPDATE "post" SET "favoriteCount" = 7`,
  'comment.replyCount': `UPDATE "comment" SET "replyCount" = 7 WHERE "body" = 'Top'`,
  'comment.listedReplyCount': `UPDATE "comment" SET "listedReplyCount" = 7 WHERE "body" = 'Top'`,
  'comment.favoriteCount': `UPDATE "comment" SET "favoriteCount" = 7 WHERE "body" = 'Top'`,
  'comment.isVisible': `UPDATE "comment" SET "isVisible" = NOT "isVisible" WHERE "body" = 'Top'`,
  'comment.isListed': `UPDATE "comment" SET "isListed" = NOT "isListed" WHERE "body" = 'Top'`,
  'deleted comment that keeps words': `UPDATE "comment" SET "body" = 'x' WHERE "deletedAt" IS NOT NULL`,
  'reply on another post than what it replies to': `UPDATE "comment" SET "postId" =
    (SELECT "id" FROM "post" WHERE "url" LIKE '%old%') WHERE "body" = 'Reply'`,
  'favorite of a comment that was deleted': `UPDATE "favorite" SET "commentId" =
    (SELECT "id" FROM "comment" WHERE "deletedAt" IS NOT NULL) WHERE "commentId" IS NOT NULL`,
  'activity.isVisible': `UPDATE "activity" SET "isVisible" = NOT "isVisible" WHERE "type" = 'FAVORITE'`,
  'comment without exactly one activity of its own': `UPDATE "activity" SET "actorId" = 1 WHERE "type" = 'COMMENT'`,
  'comment whose activity is older than it': `UPDATE "activity" SET "occurredAt" = 1 WHERE "type" = 'COMMENT'`,
  'activity on a comment that is on another post': `UPDATE "activity" SET "postId" =
    (SELECT "id" FROM "post" WHERE "url" LIKE '%old%') WHERE "commentId" IS NOT NULL`,
  'comment whose activity names somebody else as replied to': `UPDATE "activity" SET "subjectProfileId" = NULL
    WHERE "type" = 'COMMENT'`,
  'follow whose activity is not visible': `UPDATE "activity" SET "isVisible" = NOT "isVisible" WHERE "type" = 'FOLLOW'`,
  'follow whose activity has another date': `UPDATE "follow" SET "followedAt" = 1`,
  'favorite whose activity is not visible': `UPDATE "activity" SET "isVisible" = NOT "isVisible"
    WHERE "type" = 'FAVORITE'`,
  'post that its activity says is by somebody else': `UPDATE "post" SET "authorId" = NULL`,
  'follow where one blocks the other': `INSERT INTO "block" SELECT "followeeId", "followerId", 0 FROM "follow"`,
  'follow of oneself': `UPDATE "follow" SET "followeeId" = "followerId"`,
  'block of oneself': `INSERT INTO "block" VALUES (1, 1, 0)`,
  'entries of the feed log': `DELETE FROM "feed_log" WHERE "sequence" = 1`,
  'last sequence of the feed log': `DELETE FROM "feed_log" WHERE "sequence" = (SELECT MAX("sequence") FROM "feed_log")`,
  'mark of the head of the feed log': `UPDATE "feed_log_head" SET "mark" = "mark" + 1`,
  'log entry that is routed otherwise than its activity': `UPDATE "feed_log" SET "postId" = 77 WHERE "sequence" = 1`,
  'activity of which the log last says otherwise': `UPDATE "feed_log" SET "change" = 'RETRACTED'
    WHERE "activityType" = 'COMMENT'`,
  'follow that began elsewhere in the log': `UPDATE "follow" SET "sinceSequence" = "sinceSequence" + 1`,
  'notification.isVisible': `UPDATE "notification" SET "isVisible" = NOT "isVisible"`,
  'notification that does not fit its activity': `UPDATE "notification" SET "reason" = 'REPLY'`,
  'notification of an own act': `UPDATE "notification" SET "actorId" = "recipientId"`,
  'act that notifies somebody more than once': `DROP INDEX "notification_activity";
    INSERT INTO "notification" SELECT "id" + 1000, "recipientId", "activityId", "actorId", "reason", "createdAt", "isVisible"
      FROM "notification"`,
  'follow of now that does not notify': `DELETE FROM "notification" WHERE "reason" = 'FOLLOW'`,
  'notification whose id is not the place of its entry': `UPDATE "notification" SET "id" = "id" + 1000`,
  'log entry of a notification that there is not': `DELETE FROM "notification"`,
  'notification of which the log last says otherwise': `UPDATE "notification" SET "isVisible" = NOT "isVisible"`,
  'notification that is taken back more than once': `UPDATE "feed_log" SET "change" = 'RETRACTED',
    "notificationId" = (SELECT MIN("id") FROM "notification")`,
  'account that has seen what is not its own': `UPDATE "account" SET "seenNotificationId" = 77`,
  ...Object.fromEntries(
    [
      ['POST', 'post'],
      ['AWAITED', 'post'],
      ['COMMENT', 'comment'],
      ['WAITING', 'comment'],
      ['ACTIVITY', 'activity'],
      ['BLOCK', 'profile'],
    ].map(([kind, table]) => [
      `foreign ids of kind ${kind} that stand for no ${table}`,
      `INSERT INTO "foreign_object" VALUES ('urn:none', '${kind}', 7777)`,
    ]),
  ),
  'identity of a profile that there is not': `INSERT INTO "identity" ("profileId", "kind", "value", "isDescribed")
    VALUES (7777, 'ACTIVITY_STREAMS', 'urn:nobody', true)`,
  'profile.usernameKey': `UPDATE "profile" SET "usernameKey" = 'other' WHERE "username" = 'ann'`,
  'search terms of profile': `DELETE FROM "profile_term" WHERE "term" = 'ann'`,
  'profile without a mark': `DELETE FROM "profile_mark" WHERE "profileId" = ${idOf('ann')}`,
  'redirect of a profile that is still there': redirect(idOf('ann')),
  'redirect to a profile that there is not': redirect('7777', { to: '7778' }),
  'username that leads to two profiles': redirect('7777', { name: 'ann' }),
  'log entry that names a merged profile': redirect('(SELECT MIN("actorId") FROM "feed_log")'),
  'claim that waits for a profile that is claimed': `INSERT INTO "profile_claim"
    ("profileId", "claimantId", "method", "status", "createdAt", "triesLeft")
    VALUES (${idOf('ann')}, ${idOf('bob')}, 'MODERATOR', 'PENDING', 0, 5)`,
  'source of a comment by somebody who is not known so': sourceOf('bob'),
  'imported comment on a post without a source': sourceOf('ann'),
  'deleted comment whose source tells who signed it': sourceOf('bob', '"deletedAt" IS NOT NULL'),
  'withdrawn post of which words are kept': `UPDATE "activity" SET "isVisible" = false WHERE "type" = 'POST';
    UPDATE "post" SET "title" = NULL, "body" = NULL WHERE "url" LIKE '%old%';
    INSERT INTO "post_section" SELECT "id", 1, 'BODY', 'x' FROM "post" WHERE "url" LIKE '%old%'`,
  'comment.reportCount': `UPDATE "comment" SET "reportCount" = 7 WHERE "body" = 'Top'`,
  'report of an own comment': `INSERT INTO "comment_report"
    ("commentId", "reporterId", "reason", "note", "reportedAt", "isSettled") SELECT "id", "authorId", 'SPAM', NULL, 0, true FROM "comment" WHERE "body" = 'Top'`,
  'comment whose status the record last says otherwise': `INSERT INTO "moderation_decision"
    ("subject", "commentId", "after", "decidedAt") SELECT 'COMMENT', "id", 'SPAM', 0 FROM "comment"`,
  'imported post that does not answer to its old address': `INSERT INTO "post_source"
    SELECT "id", 'https://old.example/none', 'old.txt', '', '' FROM "post" WHERE "url" = '${URL}'`,
  'token for an address that its account does not have': `UPDATE "account_token" SET "email" = 'x@mail.test'`,
  'token to verify an address that is verified': `UPDATE "account" SET "emailVerifiedAt" = 1`,
  'account with more than 50 sessions': `INSERT INTO "session" ("tokenHash", "accountId", "createdAt", "expiresAt")
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
    SELECT 'hash ' || i, (SELECT MIN("id") FROM "account"), 0, 1 FROM n`,
  ...Object.fromEntries(
    ['an account', 'search terms', 'follows', 'favorites', 'blocks', 'claims'].map((what) => [
      `deleted profile that has ${what}`,
      `${LEAVE}; INSERT INTO "block" VALUES (${idOf('ann')}, ${idOf('bob')}, 0);
        INSERT INTO "profile_claim" ("profileId", "claimantId", "method", "status", "createdAt", "triesLeft")
        VALUES (${idOf('ann')}, ${idOf('bob')}, 'MODERATOR', 'REJECTED', 0, 5)`,
    ]),
  ),
  'deleted profile that tells something': LEAVE,
  'deleted profile that is told of something': LEAVE,
  'identity that is known of a deleted profile, or erased of another': `UPDATE "identity" SET "kind" = 'ERASED'`,
  'comment of a deleted profile whose source tells who signed it, or that has a key': `${LEAVE};
    UPDATE "comment" SET "idempotencyKey" = 'x' WHERE "body" = 'Top'`,
  'departure of a profile that is not deleted': `INSERT INTO "departure" VALUES (${idOf('ann')}, TRUE)`,
};

function idOf(username: string): string {
  return `(SELECT "id" FROM "profile" WHERE "username" = '${username}')`;
}

function redirect(id: string, { to = idOf('bob'), name = 'former' } = {}): string {
  return `INSERT INTO "profile_redirect" VALUES (${id}, '${name}', ${to}, 0)`;
}

/** Says that an import knew who wrote a comment as somebody. */
function sourceOf(username: string, comment = `"body" = 'Top'`): string {
  return `INSERT INTO "identity" ("id", "profileId", "kind", "value", "isDescribed")
      VALUES (7777, ${idOf(username)}, 'EMAIL', 'top@mail.test', true);
    INSERT INTO "comment_source" SELECT "id", 'key', 7777, 1, '', 'Top', '', '', '', ''
      FROM "comment" WHERE ${comment}`;
}

/** A few people who have done a bit of everything. */
async function populate(app: TestApp): Promise<void> {
  const ann = await app.join('ann');
  const bob = await app.join('bob');
  await app.follow(bob, ann);
  const top = await app.comment(ann, URL, 'Top');
  const reply = await app.comment(bob, { id: top.id }, 'Reply');
  await app.mutate('AddFavorite', { subjectId: reply.id }, ann);
  await app.mutate('AddFavorite', { subjectId: top.post.id }, bob);
  const gone = await app.comment(bob, URL, 'Gone');
  await app.mutate('DeleteComment', { commentId: gone.id }, bob);
  const old = new Foreigner('old');
  await importValues(app, [
    old.does('Create', { id: 'urn:a', type: 'Article', url: 'https://old.example/1', name: 'A' }),
    old.says('Of old', 'urn:a'),
  ]);
}

describe('an audit', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
    await populate(app);
  });
  afterAll(() => app.close());

  /** Runs statements, looks, and takes them back. */
  async function broken<T>(text: string, look: (on: typeof app.app.database) => Promise<T>) {
    const { source } = app.app.database;
    const runner = source.createQueryRunner();
    if (!isPostgres()) await runner.query('PRAGMA foreign_keys = OFF');
    await runner.startTransaction();
    try {
      if (isPostgres()) await runner.query(`SET LOCAL session_replication_role = 'replica'`);
      for (const part of text.split(';')) await runner.query(part);
      // The snapshot is that of the transaction, so that nothing has to be committed, and mended.
      const on = {
        all: async (query: any, parameters: any) => {
          const { text: sql, parameters: names } = isPostgres() ? query.postgres : query.sqlite;
          return runner.query(
            sql,
            names.map((name: string) => parameters[name]),
          );
        },
      };
      return await look({ ...app.app.database, snapshot: (work: any) => work(on) });
    } finally {
      await runner.rollbackTransaction();
      if (!isPostgres()) await runner.query('PRAGMA foreign_keys = ON');
      await runner.release();
    }
  }

  it('finds nothing where nothing is wrong', async () => {
    expect(await auditCounts(app)).toEqual([]);
  });

  it.each(CHECKS.map(({ what }) => what))('reports: %s', async (what) => {
    const breakage = BREAKS[what];
    if (breakage === undefined) throw new Error('Say how to break it.');
    const { differences, total } = await broken(breakage, (database) => audit(database));
    expect(total).toBeGreaterThan(0);
    expect(differences.map((difference) => difference.what)).toContain(what);
  });

  it('says what is there and what it should be', async () => {
    const text = `UPDATE "post" SET "commentCount" = 7 WHERE "url" = '${URL}'`;
    const { differences } = await broken(text, (database) => audit(database));
    expect(differences).toEqual([
      { what: 'post.commentCount', id: expect.any(Number), actual: 7, expected: 2 },
    ]);
  });

  it('names the first of many, and counts them all', async () => {
    const text = `UPDATE "profile" SET "followerCount" = 7`;
    const report = await broken(text, (database) => audit(database, 1));
    expect(report.differences).toHaveLength(1);
    expect(report.total).toBe(3);
  });

  it('sees one state, whatever is written meanwhile', async () => {
    const ann = await app.join('late');
    const counts = await app.app.database.snapshot(async (on) => {
      const before = await CHECKS[0]!.find(on, 1);
      await app.comment(ann, URL, 'Meanwhile');
      const found = [before];
      for (const check of CHECKS) found.push(await check.find(on, 1));
      return found;
    });
    expect(counts.every(({ total }) => total === 0)).toBe(true);
  });
});
