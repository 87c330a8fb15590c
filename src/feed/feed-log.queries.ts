import type { PackedRow } from '../database/columns';
import type { LogPosition } from '../database/page';
import { statement, type Queryable, type Statement } from '../database/statement';
import type { ActivityType } from './activity.entity';
import type { FeedChange } from './feed-log.entity';

/** One entry of the feed log. */
export interface LogEntry {
  readonly sequence: number;
  readonly mark: number;
  readonly change: FeedChange;
  readonly activityId: number;
  readonly activityType: ActivityType;
  readonly actorId: number;
  readonly subjectProfileId: number | null;
  readonly postId: number | null;
  readonly commentId: number | null;
  /** Whose notification it tells of; such an entry is in no other feed. */
  readonly recipientId: number | null;
  readonly notificationId: number | null;
  /** When it was written, in milliseconds since 1970. */
  readonly recordedAt: number;
}

/** How far the log reaches, and how far it is pruned: entries up to `pruned` are gone. */
export interface LogHead {
  readonly head: LogPosition;
  readonly pruned: LogPosition;
}

/** Entries of one feed in the order of the log, with the log's bounds in the same snapshot. */
export interface LogPage extends LogHead {
  readonly entries: readonly LogEntry[];
}

interface HeadRow {
  headSequence: number;
  headMark: number;
  prunedSequence: number;
  prunedMark: number;
}

const HEAD = `head."sequence" AS "headSequence", head."mark" AS "headMark",
  head."prunedSequence", head."prunedMark"`;

const HEAD_COLUMNS = ['sequence', 'mark', 'prunedSequence', 'prunedMark'];
const ENTRY_COLUMNS = [
  ...['sequence', 'mark', 'change', 'activityId', 'activityType'],
  ...['actorId', 'subjectProfileId', 'postId', 'commentId', 'recipientId', 'notificationId'],
  'recordedAt',
];

/** The values of {@link HEAD_COLUMNS} and {@link ENTRY_COLUMNS}; of the latter nulls where there is no entry. */
type EntryCells = readonly [
  ...[headSequence: number, headMark: number, prunedSequence: number, prunedMark: number],
  ...[sequence: number | null, mark: number, change: FeedChange],
  ...[activityId: number, activityType: ActivityType, actorId: number],
  ...[subjectProfileId: number | null, postId: number | null, commentId: number | null],
  ...[recipientId: number | null, notificationId: number | null, recordedAt: number],
];

const of = (alias: string, columns: readonly string[]) =>
  columns.map((column) => `${alias}."${column}"`);

const headOnly = statement<HeadRow>(() => `SELECT ${HEAD} FROM "feed_log_head" AS head`);

const toHead = (row: HeadRow): LogHead => ({
  head: { sequence: row.headSequence, mark: row.headMark },
  pruned: { sequence: row.prunedSequence, mark: row.prunedMark },
});

export async function readLogHead(on: Queryable): Promise<LogHead> {
  const [row] = await on.all(headOnly, {});
  if (!row) throw new Error('The feed log has no head: the database was not migrated.');
  return toHead(row);
}

const markAt = statement<{ mark: number }>(
  () => `SELECT "mark" FROM "feed_log" WHERE "sequence" = :sequence`,
);

/** The random mark of an entry; null when there is no such entry (any more). */
export async function markOfEntry(on: Queryable, sequence: number): Promise<number | null> {
  const [row] = await on.all(markAt, { sequence });
  return row?.mark ?? null;
}

const entriesWhere = (from: string) =>
  statement<PackedRow>((sql) => {
    const cells = [...of('head', HEAD_COLUMNS), ...of('entry', ENTRY_COLUMNS)];
    return `SELECT ${sql.asText(sql.jsonArray(cells))} AS "packed"
      FROM "feed_log_head" AS head LEFT JOIN (
        SELECT ${of('l', ENTRY_COLUMNS).join(', ')} FROM ${from}
          AND l."sequence" > :after AND l."sequence" <= :upTo
        ORDER BY l."sequence" LIMIT :limit) AS entry ON TRUE ORDER BY entry."sequence"`;
  });

const everything = entriesWhere('"feed_log" AS l WHERE TRUE');
const PUBLICLY = 'l."recipientId" IS NULL';
const ofEverybody = entriesWhere(`"feed_log" AS l WHERE ${PUBLICLY}`);
const ofActor = entriesWhere(`"feed_log" AS l WHERE l."actorId" = :key AND ${PUBLICLY}`);
const ofPost = entriesWhere(`"feed_log" AS l WHERE l."postId" = :key AND ${PUBLICLY}`);
/** An entry is the viewer's if they follow its actor now, and began to before it. */
const ofFollowees = entriesWhere(`"feed_log" AS l JOIN "follow" AS f ON f."followeeId" = l."actorId"
  WHERE f."followerId" = :key AND l."sequence" > f."sinceSequence" AND ${PUBLICLY}`);
const ofRecipient = entriesWhere('"feed_log" AS l WHERE l."recipientId" = :key');

/** Which entries of the log a feed has. `ALL` are those of every feed. */
export type LogFilter =
  | { readonly feed: 'ALL' }
  | { readonly feed: 'PUBLIC' }
  | { readonly feed: 'PROFILE'; readonly key: number }
  | { readonly feed: 'POST'; readonly key: number }
  | { readonly feed: 'HOME'; readonly key: number }
  | { readonly feed: 'NOTIFICATIONS'; readonly key: number };

const statements: Record<LogFilter['feed'], Statement<PackedRow>> = {
  ALL: everything,
  PUBLIC: ofEverybody,
  PROFILE: ofActor,
  POST: ofPost,
  HOME: ofFollowees,
  NOTIFICATIONS: ofRecipient,
};

/** The first `limit` entries of a feed with sequences above `after` and up to `upTo`. */
export async function logEntries(
  on: Queryable,
  filter: LogFilter,
  range: { after: number; upTo: number; limit: number },
): Promise<LogPage> {
  const key = 'key' in filter ? filter.key : 0;
  const rows = await on.all(statements[filter.feed], { key, ...range });
  const cells = rows.map(({ packed }) => JSON.parse(packed) as EntryCells);
  const [first] = cells;
  if (!first) throw new Error('The feed log has no head: the database was not migrated.');
  const [headSequence, headMark, prunedSequence, prunedMark] = first;
  return {
    ...toHead({ headSequence, headMark, prunedSequence, prunedMark }),
    entries: cells.flatMap((entry) => toEntry(entry) ?? []),
  };
}

function toEntry(cells: EntryCells): LogEntry | null {
  const sequence = cells[4];
  if (sequence === null) return null;
  // By index: taking an array apart by a pattern takes several times as long, and replays read entries by the thousand.
  return {
    sequence,
    mark: cells[5],
    change: cells[6],
    activityId: cells[7],
    activityType: cells[8],
    actorId: cells[9],
    subjectProfileId: cells[10],
    postId: cells[11],
    commentId: cells[12],
    recipientId: cells[13],
    notificationId: cells[14],
    recordedAt: cells[15],
  };
}
