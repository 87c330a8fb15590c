/** A comment as a plain program would keep it. */
export interface ModelComment {
  readonly id: string;
  readonly author: string;
  readonly parent: ModelComment | null;
  readonly replies: ModelComment[];
  readonly favoredBy: Set<string>;
  body: string;
  isDeleted: boolean;
}

/** A comment with all below it, as a reader of the thread sees it. */
export interface ShownComment {
  readonly id: string;
  readonly body: string;
  readonly author: string | null;
  readonly isDeleted: boolean;
  readonly replyCount: number;
  readonly favoriteCount: number;
  readonly replies: readonly ShownComment[];
}

/** One post's comments in memory, by the plainest rules: nothing is counted before it is asked for. */
export class ThreadModel {
  readonly comments: ModelComment[] = [];
  readonly favoredBy = new Set<string>();

  add(id: string, author: string, parent: ModelComment | null, body: string): void {
    const comment = { id, author, parent, body, replies: [], favoredBy: new Set<string>() };
    this.comments.push({ ...comment, isDeleted: false });
    parent?.replies.push(this.comments.at(-1)!);
  }

  delete(comment: ModelComment): void {
    comment.isDeleted = true;
    comment.body = '';
    comment.favoredBy.clear();
  }

  get visible(): ModelComment[] {
    return this.comments.filter((comment) => !comment.isDeleted);
  }

  /** Whether it has a place in the thread: it is visible, or something below it is. */
  isListed(comment: ModelComment): boolean {
    return !comment.isDeleted || comment.replies.some((reply) => this.isListed(reply));
  }

  countBy(author: string): number {
    return this.visible.filter((comment) => comment.author === author).length;
  }

  shown(): ShownComment[] {
    return this.show(this.comments.filter(({ parent }) => parent === null));
  }

  private show(comments: readonly ModelComment[]): ShownComment[] {
    return comments
      .filter((comment) => this.isListed(comment))
      .map((comment) => ({
        id: comment.id,
        body: comment.body,
        author: comment.isDeleted ? null : comment.author,
        isDeleted: comment.isDeleted,
        replyCount: comment.replies.filter(({ isDeleted }) => !isDeleted).length,
        favoriteCount: comment.favoredBy.size,
        replies: this.show(comment.replies),
      }));
  }
}
