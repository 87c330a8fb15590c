import { SelectList, type PackedRow } from '../database/columns';
import type { Dialect } from '../database/dialect';
import {
  directionOf,
  inRange,
  pageOf,
  rangeOf,
  twoWay,
  type Page,
  type PageItem,
  type PageRequest,
} from '../database/page';
import { positionOf, snapshotPage, type SnapshotRow } from '../database/snapshot-page';
import { statement, type Queryable } from '../database/statement';
import type { PostRecord } from '../posts/post.record';
import { PROFILE_COLUMNS, readProfile } from '../profiles/profile.record';
import { CARD_JOINS, commentCard, readCard } from './comment-card';
import { COMMENT_COLUMNS, readComment, type CommentRecord } from './comment.record';
import { isHeld, type HeldSight } from './held-sight';

const byIds = statement<PackedRow>(
  (sql) =>
    `SELECT ${commentCard.text(sql)} FROM "comment" AS comment ${CARD_JOINS} WHERE ${sql.isOneOf('comment."id"', 'ids')}`,
);

export async function commentsByIds(
  on: Queryable,
  ids: readonly number[],
): Promise<CommentRecord[]> {
  const rows = await on.all(byIds, { ids });
  return rows.flatMap((row) => readCard(row) ?? []);
}

export async function commentById(on: Queryable, id: number): Promise<CommentRecord | null> {
  const [comment] = await commentsByIds(on, [id]);
  return comment ?? null;
}

const keyed = (item: CommentRecord): PageItem<CommentRecord> => ({
  item,
  key: { at: item.createdAt, id: item.id },
});

const withAuthor = new SelectList({ comment: COMMENT_COLUMNS, author: PROFILE_COLUMNS });

const selectWithAuthor = (sql: Dialect) => ({
  table: 'comment',
  columns: withAuthor.text(sql),
  joins: `LEFT JOIN "profile" AS author ON author."id" = comment."authorId"`,
});

function readWithAuthor(row: PackedRow, post: PostRecord, inReplyTo: CommentRecord | null) {
  const parts = withAuthor.read(row);
  const author = readProfile(parts.author);
  return author && readComment(parts.comment, { author, post, inReplyTo });
}

type Direction = 'ASC' | 'DESC';

/** What it reads of each: those that are there for everyone, and those that are held, as many as a page can have. */
const bySight = <Query>(build: (kind: HeldSight['kind']) => Query) => ({
  NONE: build('NONE'),
  OWN: build('OWN'),
  ALL: build('ALL'),
});

const bothOf = (listed: string, held: string): string =>
  `SELECT * FROM (${listed}) AS listed_ones UNION ALL SELECT * FROM (${held}) AS held_ones`;

const topLevel = (where: string, direction: Direction, index: string) =>
  `SELECT c."id" FROM "comment" AS c ${index}
    WHERE ${where} AND c."postId" = :postId AND c."inReplyToId" IS NULL
      AND ${inRange('c."createdAt"', 'c."id"')}
    ORDER BY c."createdAt" ${direction}, c."id" ${direction} LIMIT :limit`;

function heldTopLevel(kind: 'OWN' | 'ALL', sql: Dialect, direction: Direction): string {
  return kind === 'OWN'
    ? topLevel(
        `c."authorId" = :viewerId AND ${isHeld('c')}`,
        direction,
        sql.throughIndex('comment_held_author'),
      )
    : topLevel(isHeld('c'), direction, sql.throughIndex('comment_held'));
}

/** Exported so that a test reads its plan. */
export const threadStatements = bySight((kind) =>
  twoWay((direction) =>
    statement<SnapshotRow>((sql) => {
      // SQLite would as soon go through the index of replies, and so through every comment that is none.
      const listed = topLevel('c."isListed"', direction, sql.throughIndex('comment_thread'));
      return snapshotPage({
        ...selectWithAuthor(sql),
        inner: kind === 'NONE' ? listed : bothOf(listed, heldTopLevel(kind, sql, direction)),
        order: `comment."createdAt" ${direction}, comment."id" ${direction}`,
      });
    }),
  ),
);

/** What everybody is shown. Exported so that a test reads its plan. */
export const threadStatement = threadStatements.NONE;

const viewerIn = (sight: HeldSight) => (sight.kind === 'OWN' ? { viewerId: sight.viewerId } : {});

/** The comments on a post that reply to no other, oldest first. */
export async function threadPage(
  on: Queryable,
  post: PostRecord,
  { request, heldSight }: { request: PageRequest; heldSight: HeldSight },
): Promise<Page<CommentRecord>> {
  const query = threadStatements[heldSight.kind][directionOf(request, 'OLDEST_FIRST')];
  const rows = await on.all(query, {
    postId: post.id,
    ...viewerIn(heldSight),
    ...rangeOf(request, 'OLDEST_FIRST'),
  });
  const comments = rows.flatMap((row) => readWithAuthor(row, post, null) ?? []);
  return pageOf(request, comments.map(keyed), positionOf(rows));
}

const replies = (where: string, sql: Dialect, direction: Direction) =>
  `SELECT reply."id" FROM ${sql.firstOfEach({
    parent: sql.rowsOf('parents', 'parent'),
    table: '"comment"',
    child: 'reply',
    where: `reply."inReplyToId" = parent.value AND ${where}
      AND ${inRange('reply."createdAt"', 'reply."id"')}`,
    order: `reply."createdAt" ${direction}, reply."id" ${direction}`,
    limit: ':limit',
  })}`;

function heldReplies(kind: 'OWN' | 'ALL', sql: Dialect, direction: Direction): string {
  const whose = kind === 'OWN' ? 'reply."authorId" = :viewerId AND ' : '';
  return replies(`${whose}${isHeld('reply')}`, sql, direction);
}

/** Exported so that a test reads its plan. */
export const repliesStatements = bySight((kind) =>
  twoWay((direction) =>
    statement<SnapshotRow>((sql) => {
      const listed = replies('reply."isListed"', sql, direction);
      return snapshotPage({
        ...selectWithAuthor(sql),
        inner: kind === 'NONE' ? listed : bothOf(listed, heldReplies(kind, sql, direction)),
        order: `comment."createdAt" ${direction}, comment."id" ${direction}`,
      });
    }),
  ),
);

/** What everybody is shown. Exported so that a test reads its plan. */
export const repliesStatement = repliesStatements.NONE;

/** The direct replies to each of those comments, oldest first: a page for each, all in one statement. */
export async function repliesPages(
  on: Queryable,
  parents: readonly CommentRecord[],
  { request, heldSight }: { request: PageRequest; heldSight: HeldSight },
): Promise<Page<CommentRecord>[]> {
  const query = repliesStatements[heldSight.kind][directionOf(request, 'OLDEST_FIRST')];
  const rows = await on.all(query, {
    parents: parents.map((parent) => parent.id),
    ...viewerIn(heldSight),
    ...rangeOf(request, 'OLDEST_FIRST'),
  });
  const repliesTo = new Map<number, CommentRecord[]>(parents.map((parent) => [parent.id, []]));
  const parentOf = new Map(parents.map((parent) => [parent.id, parent]));
  for (const row of rows) {
    const parts = withAuthor.read(row);
    const reply = readComment(parts.comment);
    const author = readProfile(parts.author);
    const parent = parentOf.get(reply?.inReplyToId ?? 0);
    if (!reply || !author || !parent) continue;
    const post = parent.post && { post: parent.post };
    repliesTo.get(parent.id)?.push({ ...reply, author, inReplyTo: parent, ...post });
  }
  return parents.map((parent) =>
    pageOf(request, (repliesTo.get(parent.id) ?? []).map(keyed), positionOf(rows)),
  );
}

const byAuthor = twoWay((direction) =>
  statement<SnapshotRow>((sql) =>
    snapshotPage({
      table: 'comment',
      columns: commentCard.text(sql),
      joins: CARD_JOINS,
      inner: `SELECT c."id" FROM "comment" AS c
        WHERE c."authorId" = :authorId AND c."isVisible" AND ${inRange('c."createdAt"', 'c."id"')}
          AND NOT EXISTS (SELECT 1 FROM "block" AS b
            WHERE b."blockerId" = :authorId AND b."blockedId" = CAST(:viewerId AS bigint))
        ORDER BY c."createdAt" ${direction}, c."id" ${direction} LIMIT :limit`,
      order: `comment."createdAt" ${direction}, comment."id" ${direction}`,
    }),
  ),
);

/** A profile's visible comments, newest first; none for a viewer whom the author blocks. */
export async function commentsByAuthor(
  on: Queryable,
  { authorId, viewerId }: { authorId: number; viewerId: number | null },
  request: PageRequest,
): Promise<Page<CommentRecord>> {
  const rows = await on.all(byAuthor[directionOf(request, 'NEWEST_FIRST')], {
    authorId,
    viewerId,
    ...rangeOf(request, 'NEWEST_FIRST'),
  });
  const comments = rows.flatMap((row) => readCard(row) ?? []);
  return pageOf(request, comments.map(keyed), positionOf(rows));
}
