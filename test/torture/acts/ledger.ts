/** A change that an answer of the server has acknowledged, as it must be found in the log. */
export interface Deed {
  /** What it changes: see the functions below. */
  readonly key: string;
  readonly change: 'ADDED' | 'UPDATED' | 'RETRACTED';
  /** It was done after `from` and before `to`, in milliseconds of `performance.now()`. */
  readonly from: number;
  readonly to: number;
  /** False when it may as well not have been done: a first try was lost with the server, and the next was refused. */
  readonly isSure: boolean;
  /** The number of the words that a comment has from then on, and the profiles that they mention. */
  readonly words: number | null;
  readonly mentions: readonly number[];
}

/** A block or its end. Blocks leave no trace in the log. */
export interface BlockDeed {
  readonly blockerId: number;
  readonly blockedId: number;
  readonly isBlocked: boolean;
  readonly from: number;
  readonly to: number;
}

export interface CommentFacts {
  readonly id: number;
  readonly postId: number;
  readonly authorId: number;
  readonly parent: CommentFacts | null;
}

/** What is favorited: a comment or a post, by its number. */
export interface Favorited {
  readonly kind: 'Comment' | 'Post';
  readonly id: number;
}

export const commentKey = (id: number) => `COMMENT ${id}`;
export const followKey = (followerId: number, followeeId: number) =>
  `FOLLOW ${followerId} ${followeeId}`;
export const favoriteKey = (profileId: number, { kind, id }: Favorited) =>
  `FAVORITE ${profileId} ${kind} ${id}`;

/** What the members did, by what the server answered them. Deeds of one key stand in the order in which they were done. */
export class Ledger {
  readonly deeds: Deed[] = [];
  readonly blocks: BlockDeed[] = [];
  readonly comments = new Map<number, CommentFacts>();
  /** The number of each post, by the address of its page. */
  readonly posts = new Map<string, number>();

  did(deed: Omit<Deed, 'isSure' | 'words' | 'mentions'> & Partial<Deed>): void {
    this.deeds.push({ isSure: true, words: null, mentions: [], ...deed });
  }
}
