/** What a spam check is told of a comment. */
export interface SpamCandidate {
  /** The source as it was written. */
  readonly body: string;
  /** The words as they are shown. */
  readonly text: string;
  /** The addresses that it links to, or shows pictures from. */
  readonly links: readonly string[];
  readonly author: {
    readonly profileId: number;
    /** When the account was made; null for whoever has none. */
    readonly joinedAt: number | null;
    /** Comments of theirs that are there for everyone. */
    readonly commentCount: number;
  };
  /** How often its author has said just this, or nearly, within a day. */
  readonly repeats: number;
  /** How many others have said just this, or nearly, within an hour, from the same network. */
  readonly neighbours: number;
  readonly now: number;
}

export interface SpamScore {
  /** From 0, which nobody would take for spam, to 1. */
  readonly score: number;
  /** For moderators who wonder. */
  readonly reasons: readonly string[];
}

/** Says how much a comment looks like spam. Any other may be put in its place, as one that asks elsewhere. */
export interface SpamCheck {
  check(candidate: SpamCandidate): Promise<SpamScore>;
}
