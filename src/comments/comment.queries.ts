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

/** Exported so that a test reads its plan. */
export const threadStatement = twoWay((direction) =>
  statement<SnapshotRow>((sql) =>
    snapshotPage({
      ...selectWithAuthor(sql),
      // SQLite would as soon go through the index of replies, and so through every comment that is none.
      inner: `SELECT c."id" FROM "comment" AS c ${sql.throughIndex('comment_thread')}
        WHERE c."postId" = :postId AND c."inReplyToId" IS NULL AND c."isListed"
          AND ${inRange('c."createdAt"', 'c."id"')}
        ORDER BY c."createdAt" ${direction}, c."id" ${direction} LIMIT :limit`,
      order: `comment."createdAt" ${direction}, comment."id" ${direction}`,
    }),
  ),
);

/** The comments on a post that reply to no other, oldest first. */
export async function threadPage(
  on: Queryable,
  post: PostRecord,
  request: PageRequest,
): Promise<Page<CommentRecord>> {
  const rows = await on.all(threadStatement[directionOf(request, 'OLDEST_FIRST')], {
    postId: post.id,
    ...rangeOf(request, 'OLDEST_FIRST'),
  });
  const comments = rows.flatMap((row) => readWithAuthor(row, post, null) ?? []);
  return pageOf(request, comments.map(keyed), positionOf(rows));
}

/** Exported so that a test reads its plan. */
export const repliesStatement = twoWay((direction) =>
  statement<SnapshotRow>((sql) =>
    snapshotPage({
      ...selectWithAuthor(sql),
      inner: `SELECT reply."id" FROM ${sql.firstOfEach({
        parent: sql.rowsOf('parents', 'parent'),
        table: '"comment"',
        child: 'reply',
        where: `reply."inReplyToId" = parent.value AND reply."isListed"
          AND ${inRange('reply."createdAt"', 'reply."id"')}`,
        order: `reply."createdAt" ${direction}, reply."id" ${direction}`,
        limit: ':limit',
      })}`,
      order: `comment."createdAt" ${direction}, comment."id" ${direction}`,
    }),
  ),
);

/** The direct replies to each of those comments, oldest first: a page for each, all in one statement. */
export async function repliesPages(
  on: Queryable,
  parents: readonly CommentRecord[],
  request: PageRequest,
): Promise<Page<CommentRecord>[]> {
  const rows = await on.all(repliesStatement[directionOf(request, 'OLDEST_FIRST')], {
    parents: parents.map((parent) => parent.id),
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
