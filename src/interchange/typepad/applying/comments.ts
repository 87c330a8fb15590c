import { importedCommentCounts, type ImportedComment } from '../../../comments/comment-placing';
import { insertCommentRows } from '../../../comments/comment-thread.queries';
import type { Write } from '../../../database/writes';
import type { Act } from '../../../feed/recorder';
import type { People } from '../people/people';
import type { CommentDraft, Portion, PostDraft } from '../reading/portion';
import type { BatchParts } from './batch-parts';
import { OwnComments } from './own-comments';
import { insertCommentSourceRows, knownCommentKeys } from './sources.queries';

type SourceRow = Parameters<typeof insertCommentSourceRows>[1][number];

/** The comments of a batch: those that are there already, and those that are to be written. */
export class Comments {
  /** What tells of the new comments in their authors' activity. */
  readonly acts: (Act & { id: number })[] = [];
  private known = new Set<string>();
  private own: OwnComments | null = null;
  private readonly rows: ImportedComment[] = [];
  private readonly sources: SourceRow[] = [];

  constructor(
    private readonly parts: BatchParts,
    private readonly people: People,
  ) {}

  /**
   * @param idBefore the id of a post that was there before the import began; null of any other
   * @returns how many are new
   */
  async load(
    portions: readonly Portion[],
    idBefore: (post: PostDraft) => number | null,
  ): Promise<number> {
    const { on } = this.parts;
    const drafts = portions.flatMap(({ comments }) => comments);
    this.known = await knownCommentKeys(
      on,
      drafts.map(({ key }) => key),
    );
    const unknown = drafts.filter(({ key }) => !this.known.has(key));
    this.own = await OwnComments.load(
      on,
      portions.flatMap(({ post, comments }) => {
        const postId = post && idBefore(post);
        if (!postId) return [];
        const missing = comments.filter(({ key }) => !this.known.has(key));
        return missing.map((draft) => ({ postId, draft }));
      }),
    );
    return unknown.length;
  }

  async take(comment: CommentDraft, { file }: PostDraft, postId: number): Promise<void> {
    const { ids, tally } = this.parts;
    if (this.own?.has(postId, comment) || !this.isNew(comment)) {
      tally.made.commentsThere += 1;
      return;
    }
    if (this.people.isErased(comment.author)) {
      const reason = 'Its author has had their profile deleted.';
      tally.passedComment({ file, line: comment.line, kind: 'PASSED_OVER', reason });
      return;
    }
    tally.made.comments += 1;
    const { author, createdAt, key, position, body, bodyHtml, line, signed } = comment;
    const { profileId, identityId } = await this.people.signed(author, createdAt, { file, line });
    const id = await ids.next('comment');
    this.sources.push({
      commentId: id,
      key,
      identityId,
      position,
      keys: signed.keys,
      name: signed.name,
      email: signed.email,
      ip: signed.ip,
      url: signed.url,
      dateText: signed.dateText,
    });
    this.rows.push({
      id,
      postId,
      authorId: profileId,
      inReplyToId: null,
      body,
      bodyFormat: 'HTML',
      bodyHtml,
      createdAt,
      editedAt: null,
      lostReplyCount: 0,
      idempotencyKey: null,
    });
    this.acts.push({
      id: await ids.next('activity'),
      type: 'COMMENT',
      actorId: profileId,
      occurredAt: createdAt,
      postId,
      commentId: id,
    });
  }

  *insertions(): Generator<Write> {
    yield* insertCommentRows.writes(this.rows);
    yield* insertCommentSourceRows.writes(this.sources);
  }

  counts(): Iterable<Write> {
    return importedCommentCounts(this.rows);
  }

  private isNew({ key }: CommentDraft): boolean {
    if (this.known.has(key)) return false;
    this.known.add(key);
    return this.parts.seen?.add('COMMENT', key) ?? true;
  }
}
