import { statement, type Queryable } from '../../../database/statement';
import type { ActivityType } from '../../../feed/activity.entity';
import type { BodyFormat } from '../../../posts/post.entity';
import type { ProfileTold } from '../../../profiles/profile.record';

/** Small enough for the longest bodies, large enough that a statement more or less does not count. */
export const AT_ONCE = 200;

type Flag = boolean | number;

/** Somebody as an export tells of them: nothing of their account. */
export interface ExportedProfile extends ProfileTold {
  readonly id: number;
  readonly foreignId: string | null;
  readonly mark: number;
  /** False for those whom an import only knows by id: their names are made up. */
  readonly isDescribed: Flag;
}

const PROFILE = `p."id", p."username", p."displayName", p."about", p."location", p."interests", p."homepageUrl",
  p."avatarUrl", p."joinedAt", COALESCE((SELECT m."mark" FROM "profile_mark" AS m WHERE m."profileId" = p."id"), 0) AS "mark",
  i."value" AS "foreignId", COALESCE(i."isDescribed", true) AS "isDescribed"`;
/** One of the names under which imports know them. */
const FIRST_NAME = `LEFT JOIN "identity" AS i ON i."id" = (SELECT n."id" FROM "identity" AS n
  WHERE n."profileId" = p."id" AND n."kind" = 'ACTIVITY_STREAMS' ORDER BY n."value" LIMIT 1)`;

const profilesAfter = statement<ExportedProfile>(
  () => `SELECT ${PROFILE} FROM (SELECT * FROM "profile" WHERE "id" > :after ORDER BY "id" LIMIT ${AT_ONCE}) AS p
    ${FIRST_NAME} ORDER BY p."id"`,
);

export const profilePage = (on: Queryable, after: number): Promise<ExportedProfile[]> =>
  on.all(profilesAfter, { after });

const profiles = statement<ExportedProfile>(
  (sql) =>
    `SELECT ${PROFILE} FROM "profile" AS p ${FIRST_NAME} WHERE ${sql.isOneOf('p."id"', 'ids')}`,
);

export const profilesByIds = (on: Queryable, ids: readonly number[]): Promise<ExportedProfile[]> =>
  on.all(profiles, { ids });

/** An act, and the comment that it made if it made one. */
export interface ExportedActivity {
  readonly id: number;
  readonly type: ActivityType;
  readonly actorId: number;
  readonly occurredAt: number;
  readonly isVisible: Flag;
  readonly subjectProfileId: number | null;
  readonly postId: number | null;
  readonly commentId: number | null;
  readonly inReplyToId: number | null;
  readonly body: string | null;
  readonly bodyFormat: BodyFormat | null;
  readonly createdAt: number | null;
  readonly editedAt: number | null;
  readonly isListed: Flag | null;
  readonly lostReplyCount: number | null;
  readonly listedReplyCount: number | null;
}

/** @param where which rows of `a`, in the order of its columns `order` */
const activities = (where: string, order: string) =>
  statement<ExportedActivity>(
    () => `SELECT a."id", a."type", a."actorId", a."occurredAt", a."isVisible", a."subjectProfileId", a."postId",
        a."commentId", c."inReplyToId", c."body", c."bodyFormat", c."createdAt", c."editedAt", c."isListed",
        c."lostReplyCount", c."listedReplyCount"
      FROM (SELECT * FROM "activity" AS a WHERE ${where} ORDER BY ${order} LIMIT ${AT_ONCE}) AS a
      LEFT JOIN "comment" AS c ON c."id" = a."commentId" AND a."type" = 'COMMENT' ORDER BY ${order}`,
  );

// What was said and taken back leaves a tombstone; other acts that were taken back leave nothing.
const ofAll = activities(
  `a."id" > :after AND (a."isVisible" OR a."type" IN ('COMMENT', 'POST'))`,
  'a."id"',
);
const ofOne = activities(
  `a."actorId" = :actorId AND a."isVisible" AND (a."occurredAt", a."id") > (:occurredAt, :id)`,
  'a."occurredAt", a."id"',
);

/** The next acts of everybody, in the order in which they were recorded. */
export const activityPage = (on: Queryable, after: number): Promise<ExportedActivity[]> =>
  on.all(ofAll, { after });

/** The next acts of one profile, in the order in which they were done. */
export function activityPageOf(
  on: Queryable,
  actorId: number,
  { occurredAt, id }: Pick<ExportedActivity, 'occurredAt' | 'id'>,
): Promise<ExportedActivity[]> {
  return on.all(ofOne, { actorId, occurredAt, id });
}

export interface ExportedPost {
  readonly id: number;
  readonly url: string;
  readonly title: string | null;
  readonly body: string | null;
  readonly bodyFormat: BodyFormat | null;
  readonly authorId: number | null;
  readonly publishedAt: number | null;
  readonly siteUrl: string;
  readonly siteTitle: string | null;
  /** Whether an activity of its own tells of it. */
  readonly isPublished: Flag;
}

const posts = statement<ExportedPost>(
  (
    sql,
  ) => `SELECT p."id", p."url", p."title", p."body", p."bodyFormat", p."authorId", p."publishedAt",
      s."url" AS "siteUrl", s."title" AS "siteTitle", EXISTS (SELECT 1 FROM "activity" AS a
        WHERE a."postId" = p."id" AND a."type" = 'POST') AS "isPublished"
    FROM "post" AS p JOIN "site" AS s ON s."id" = p."siteId" WHERE ${sql.isOneOf('p."id"', 'ids')}`,
);

export const postsByIds = (on: Queryable, ids: readonly number[]): Promise<ExportedPost[]> =>
  on.all(posts, { ids });

const postAddresses = statement<{ id: number; url: string }>(
  (sql) => `SELECT "id", "url" FROM "post" WHERE ${sql.isOneOf('"id"', 'ids')}`,
);

export const addressesOfPosts = (
  on: Queryable,
  ids: readonly number[],
): Promise<{ id: number; url: string }[]> => on.all(postAddresses, { ids });

const names = statement<{ foreignId: string; localId: number }>(
  (sql) => `SELECT "foreignId", "localId" FROM "foreign_object"
    WHERE "kind" = :kind AND ${sql.isOneOf('"localId"', 'ids')} ORDER BY "foreignId"`,
);

/** The foreign ids of things, in their order. */
export async function foreignNames(
  on: Queryable,
  kind: 'POST' | 'COMMENT' | 'ACTIVITY',
  ids: readonly number[],
): Promise<Map<number, string[]>> {
  const byId = new Map<number, string[]>();
  for (const { foreignId, localId } of await on.all(names, { kind, ids }))
    byId.set(localId, [...(byId.get(localId) ?? []), foreignId]);
  return byId;
}

const commentDates = statement<{ id: number; createdAt: number }>(
  (sql) => `SELECT "id", "createdAt" FROM "comment" WHERE ${sql.isOneOf('"id"', 'ids')}`,
);

/** When comments were written. */
export async function datesOfComments(
  on: Queryable,
  ids: readonly number[],
): Promise<Map<number, number>> {
  const rows = await on.all(commentDates, { ids });
  return new Map(rows.map(({ id, createdAt }) => [id, createdAt]));
}

export interface ExportedBlock {
  readonly blockerId: number;
  readonly blockedId: number;
  readonly blockedAt: number;
}

const blocks = statement<ExportedBlock>(
  () => `SELECT "blockerId", "blockedId", "blockedAt" FROM "block"
    WHERE ("blockerId", "blockedId") > (:blockerId, :blockedId)
    ORDER BY "blockerId", "blockedId" LIMIT ${AT_ONCE}`,
);

export function blockPage(
  on: Queryable,
  { blockerId, blockedId }: Pick<ExportedBlock, 'blockerId' | 'blockedId'>,
): Promise<ExportedBlock[]> {
  return on.all(blocks, { blockerId, blockedId });
}
