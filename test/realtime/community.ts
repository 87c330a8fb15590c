import type { Member, TestApp } from '../support/app';
import type { Random } from '../support/random';

/** How many members' hands are busy at once. */
const HANDS = 6;

/** The entries about comments that must be in the log, as the answers of the mutations have it. */
export interface Tally {
  added: number;
  updated: number;
  retracted: number;
}

/** Members that do anything that they can do, several at once. Each undoes only what it has done itself. */
export class Community {
  /** How many mutations were answered. */
  done = 0;
  isOver = false;
  private readonly tally: Tally = { added: 0, updated: 0, retracted: 0 };
  private readonly comments: { id: string; by: Member; isTaken: boolean }[] = [];
  private readonly waiting = new Set<() => void>();
  private edits = 0;

  constructor(
    private readonly app: TestApp,
    private readonly members: readonly Member[],
    private readonly pages: readonly string[],
    private readonly random: Random,
  ) {}

  /** Does so many mutations. */
  async act(count: number): Promise<Tally> {
    let begun = 0;
    const hand = async () => {
      while (begun < count) {
        begun += 1;
        await this.actOnce();
        this.done += 1;
        this.changed();
      }
    };
    await Promise.all(Array.from({ length: HANDS }, hand));
    return this.tally;
  }

  /** Waits until so many mutations were answered, or all. */
  until(done: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!this.isOver && this.done < done) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
    });
  }

  /** Says that nothing more is written. @returns the log's last sequence */
  async end(): Promise<number> {
    const [head] = await this.app.app.database.source.query(
      'SELECT "sequence" FROM "feed_log_head"',
    );
    this.isOver = true;
    this.changed();
    return Number(head.sequence);
  }

  private async actOnce(): Promise<void> {
    const kind = this.random.below(10);
    const by = this.random.one(this.members);
    const free = this.comments.filter((comment) => !comment.isTaken);
    if (kind < 4 || free.length < 5) return this.comment(by);
    const comment = this.random.one(free);
    if (kind < 6) return this.edit(comment);
    if (kind < 7) return this.remove(comment);
    if (kind < 9) return this.favorite(by, comment);
    return this.follow(by, this.random.one(this.members));
  }

  private async comment(by: Member): Promise<void> {
    const free = this.comments.filter((comment) => !comment.isTaken);
    const parent = free.length > 5 && this.random.below(3) === 0 ? this.random.one(free) : null;
    const place = parent ? { inReplyToId: parent.id } : { postUrl: this.random.one(this.pages) };
    const words = { ...place, body: `Words ${this.random.next()}` };
    const { comment } = await this.app.mutate('AddComment', words, by);
    // What is replied to may have been deleted at the same time.
    if (!comment) return;
    this.comments.push({ id: comment.id, by, isTaken: false });
    this.tally.added += 1;
  }

  private async edit(comment: Community['comments'][number]): Promise<void> {
    comment.isTaken = true;
    const words = { commentId: comment.id, body: `Edit ${(this.edits += 1)}` };
    const { userErrors } = await this.app.mutate('EditComment', words, comment.by);
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
    this.tally.updated += 1;
    comment.isTaken = false;
  }

  private async remove(comment: Community['comments'][number]): Promise<void> {
    comment.isTaken = true;
    const { deletedCommentId, comment: left } = await this.app.mutate(
      'DeleteComment',
      { commentId: comment.id },
      comment.by,
    );
    if (!deletedCommentId && !left?.isDeleted) throw new Error('A comment was not deleted.');
    this.tally.retracted += 1;
  }

  private async favorite(by: Member, { id: subjectId }: { id: string }): Promise<void> {
    const added = await this.app.mutate('AddFavorite', { subjectId }, by);
    if (added.userErrors.length > 0 || this.random.below(2) === 0) return;
    await this.app.mutate('RemoveFavorite', { subjectId }, by);
  }

  private async follow(by: Member, { id: profileId }: Member): Promise<void> {
    if (by.id === profileId) return;
    await this.app.mutate('Follow', { profileId }, by);
    if (this.random.below(2) === 0) await this.app.mutate('Unfollow', { profileId }, by);
  }

  private changed(): void {
    for (const look of [...this.waiting]) look();
  }
}
