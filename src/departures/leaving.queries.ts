import { statement, type Queryable } from '../database/statement';
import { BLANK_SIGNATURE } from '../comments/comment-source.queries';
import { unsigned } from '../posts/post-source.queries';

const lockWhole = statement<never>(
  (sql) =>
    `SELECT "id" FROM "profile" WHERE "id" = :profileId ${sql.name === 'postgres' ? 'FOR UPDATE' : ''}`,
);

/**
 * Keeps everybody from referring to a profile, too, until the unit ends: its name is to change, which Postgres locks like
 * a deletion. With less, acts of the person that are under way would wait for the unit, and it for them.
 */
export async function lockWholeProfile(on: Queryable, profileId: number): Promise<void> {
  await on.all(lockWhole, { profileId });
}

const drop = (table: string, where: string) =>
  statement<never>(() => `DELETE FROM "${table}" WHERE ${where}`);

const ACCOUNT = `"accountId" IN (SELECT "id" FROM "account" WHERE "profileId" = :profileId)`;

/** In the order in which rows refer to each other. What is told nobody but the person, and what others tell nobody of them. */
const privateRows = [
  drop('session', ACCOUNT),
  drop('account_token', ACCOUNT),
  drop('account', `"profileId" = :profileId`),
  statement<never>(
    () => `UPDATE "comment" SET "reportCount" = "reportCount" - 1 WHERE "id" IN
      (SELECT "commentId" FROM "comment_report" WHERE "reporterId" = :profileId AND NOT "isSettled")`,
  ),
  drop('comment_report', '"reporterId" = :profileId'),
  drop('profile_claim', `"profileId" = :profileId OR "claimantId" = :profileId`),
  drop('block', `"blockerId" = :profileId`),
  drop('block', `"blockedId" = :profileId`),
  drop('profile_term', `"profileId" = :profileId`),
  drop('foreign_object', `"kind" = 'BLOCK' AND "localId" = :profileId`),
  // Nulls first: so they stand in the order of their ids in the index of keys.
  statement<never>(
    () => `UPDATE "comment" SET "idempotencyKey" = NULL
      WHERE "authorId" = :profileId AND "idempotencyKey" IS NOT NULL`,
  ),
  statement<never>(
    () => `UPDATE "comment_source" SET ${BLANK_SIGNATURE}
      WHERE "commentId" IN (SELECT "id" FROM "comment" WHERE "authorId" = :profileId)`,
  ),
];

/** Deletes the account, and all that is private to it or stands for the person alone. */
export async function dropPrivateRows(on: Queryable, profileId: number): Promise<void> {
  for (const each of privateRows) await on.all(each, { profileId });
}

const tokenAddresses = statement<{ tokenHash: string; email: string }>(
  () => `SELECT "tokenHash", "email" FROM "account_token" WHERE "purpose" = 'CHANGE_EMAIL'`,
);
const dropToken = drop('account_token', '"tokenHash" = :tokenHash');

/**
 * Forgets that others gave an address for theirs, while it was nobody's. There are few such: none is older than a day. No
 * database folds letters as the keys of emails are folded.
 */
export async function dropTokensTo(on: Queryable, key: string): Promise<void> {
  for (const { tokenHash, email } of await on.all(tokenAddresses, {}))
    if (email.toLowerCase() === key) await on.all(dropToken, { tokenHash });
}

const blank = statement<never>(
  () => `UPDATE "profile" SET "username" = :username, "usernameKey" = :username, "displayName" = :displayName,
    "about" = NULL, "location" = NULL, "interests" = NULL, "homepageUrl" = NULL, "avatarUrl" = NULL,
    "joinedAt" = NULL, "isClaimed" = TRUE, "isDeleted" = TRUE WHERE "id" = :profileId`,
);
const blankFormer = statement<never>(
  () => `UPDATE "profile_redirect" SET "usernameKey" = CAST(:username AS text) || '-' || "id"
    WHERE "profileId" = :profileId`,
);

/** Has a profile, and those that were merged into it, tell nothing of anybody. */
export async function blankProfile(
  on: Queryable,
  names: { profileId: number; username: string; displayName: string },
): Promise<void> {
  const { profileId, username } = names;
  await on.all(blank, names);
  await on.all(blankFormer, { profileId, username });
}

const waiting = statement<never>((sql) => {
  const found = sql.name === 'sqlite' ? 'instr("act", :foreignId)' : 'strpos("act", :foreignId)';
  return `DELETE FROM "waiting_act" WHERE ${found} > 0`;
});
const named = statement<never>(
  () => `DELETE FROM "foreign_object" WHERE "foreignId" = :foreignId
    OR ("foreignId" > CAST(:foreignId AS text) || '#' AND "foreignId" < CAST(:foreignId AS text) || '$')
    OR ("foreignId" > CAST(:foreignId AS text) || '/' AND "foreignId" < CAST(:foreignId AS text) || '0')`,
);

/** Forgets what an import knows of somebody by the id that they have elsewhere, and what waits to be done in their name. */
export async function dropForeignNames(on: Queryable, foreignId: string): Promise<void> {
  await on.all(waiting, { foreignId });
  await on.all(named, { foreignId });
}

const untitle = statement<never>(
  () => `UPDATE "site" SET "title" = NULL WHERE "title" IS NOT NULL
    AND "id" IN (SELECT p."siteId" FROM "post" AS p WHERE p."authorId" = :profileId)
    AND NOT EXISTS (SELECT 1 FROM "post" AS o WHERE o."siteId" = "site"."id" AND o."authorId" <> :profileId)`,
);

/** Drops the titles of sites on which nobody else is known to have written: they often are, or hold, a person's name. */
export async function dropOwnTitles(on: Queryable, profileId: number): Promise<void> {
  await on.all(untitle, { profileId });
}

const headers = statement<{ postId: number; header: string }>(
  () => `SELECT s."postId", s."header" FROM "post" AS p JOIN "post_source" AS s ON s."postId" = p."id"
    WHERE p."authorId" = :profileId`,
);
const setHeader = statement<never>(
  () => `UPDATE "post_source" SET "header" = :header WHERE "postId" = :postId`,
);

/** Cuts whoever signed a profile's imported posts out of their heads. */
export async function dropSignatures(on: Queryable, profileId: number): Promise<void> {
  for (const { postId, header } of await on.all(headers, { profileId })) {
    const rest = unsigned(header);
    if (rest !== header) await on.all(setHeader, { postId, header: rest });
  }
}
