import type { Unit } from '../database/unit-of-work';
import type { CommentStatus } from './comment.entity';

/** Words that somebody is about to put before others. */
export interface WrittenWords {
  readonly authorId: number;
  readonly body: string;
  readonly bodyHtml: string;
  /** What their post is to be called by them; null for nothing. */
  readonly title: string | null;
  /** Whom they come from, as `Context.network` says; null where that is not known. */
  readonly network: string | null;
  /** The comment whose words they are to become; null for a new one. */
  readonly commentId: number | null;
}

/** Why a comment is held. */
export interface Verdict {
  readonly status: Exclude<CommentStatus, 'PUBLISHED'>;
  /** For the record. */
  readonly rule: string;
}

/** What was found out about some words before the unit that writes them. */
export interface Screening {
  /**
   * Decides, in that unit.
   * @param place where the comment goes, or stands, and whether it names the post
   * @returns null where nothing stands against them
   * @throws Refusal where they are not accepted at all
   */
  decide(
    unit: Unit,
    place: { readonly siteId: number; readonly holdsFirst: boolean; readonly isTitled?: boolean },
  ): Promise<Verdict | null>;
}

/** Judges words before they are shown to anybody. */
export interface Screener {
  screen(words: WrittenWords): Promise<Screening>;
  /** Notes that a comment is held, or held on, and by what rule. */
  note(
    unit: Unit,
    commentId: number,
    before: CommentStatus | null,
    verdict: Verdict,
  ): Promise<void>;
}
