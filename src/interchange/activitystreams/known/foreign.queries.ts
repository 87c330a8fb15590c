import { bulkInsert } from '../../../database/bulk-insert';
import { first, statement, type Queryable } from '../../../database/statement';
import type { ActivityType } from '../../../feed/activity.entity';
import type { ForeignKind } from '../../foreign-object.entity';

/** What is known of a foreign id. */
export interface ForeignRow {
  readonly foreignId: string;
  readonly kind: ForeignKind;
  readonly localId: number | null;
}

const byIds = statement<ForeignRow>(
  (sql) =>
    `SELECT "foreignId", "kind", "localId" FROM "foreign_object" WHERE ${sql.isOneOf('"foreignId"', 'ids')}`,
);

export function foreignRowsByIds(on: Queryable, ids: readonly string[]): Promise<ForeignRow[]> {
  return on.all(byIds, { ids });
}

const between = statement<ForeignRow>(
  () => `SELECT "foreignId", "kind", "localId" FROM "foreign_object"
    WHERE "foreignId" > :low AND "foreignId" < :high ORDER BY "localId"`,
);

/** The rows whose keys lie between two, in the order of bytes. */
export function foreignRowsBetween(
  on: Queryable,
  low: string,
  high: string,
): Promise<ForeignRow[]> {
  return on.all(between, { low, high });
}

export const insertForeignRows = bulkInsert('foreign_object', ['foreignId', 'kind', 'localId']);

const ofLocal = statement<{ foreignId: string }>(
  () =>
    `SELECT "foreignId" FROM "foreign_object" WHERE "kind" = :kind AND "localId" = :localId ORDER BY "foreignId"`,
);

/** Every foreign id of a post or a comment. */
export async function foreignIdsOf(
  on: Queryable,
  kind: ForeignKind,
  localId: number,
): Promise<string[]> {
  const rows = await on.all(ofLocal, { kind, localId });
  return rows.map((row) => row.foreignId);
}

/** Whether an activity tells of what somebody did here, and not of what a file told. */
export async function isMadeHere(on: Queryable, activityId: number): Promise<boolean> {
  return (await foreignIdsOf(on, 'ACTIVITY', activityId)).length === 0;
}

const moveLocal = statement<never>(
  () => `UPDATE "foreign_object" SET "kind" = :toKind, "localId" = :toId
    WHERE "kind" IN ('AWAITED', 'POST') AND "localId" = :fromPostId`,
);

/** Lets every name of a post stand for something else. */
export async function renameForeignPost(
  on: Queryable,
  move: { fromPostId: number; toKind: 'POST' | 'COMMENT'; toId: number },
): Promise<void> {
  await on.all(moveLocal, { ...move });
}

const activityById = statement<ActivityRow>(
  () =>
    `SELECT "id", "type", "actorId", "occurredAt", "subjectProfileId", "postId", "commentId" FROM "activity" WHERE "id" = :id`,
);

export interface ActivityRow {
  readonly id: number;
  readonly type: ActivityType;
  readonly actorId: number;
  readonly occurredAt: number;
  readonly subjectProfileId: number | null;
  readonly postId: number | null;
  readonly commentId: number | null;
}

export function activityRowById(on: Queryable, id: number): Promise<ActivityRow | null> {
  return first(on, activityById, { id });
}

const wordsOf = statement<{ body: string; bodyFormat: string; editedAt: number | null }>(
  () => `SELECT "body", "bodyFormat", "editedAt" FROM "comment" WHERE "id" = :id`,
);

/** What a comment says, and since when. */
export function commentWords(
  on: Queryable,
  id: number,
): Promise<{ body: string; bodyFormat: string; editedAt: number | null } | null> {
  return first(on, wordsOf, { id });
}
