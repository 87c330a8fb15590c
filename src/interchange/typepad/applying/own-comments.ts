import type { Queryable } from '../../../database/statement';
import { exportDateText } from '../exporting/export-date-text';
import { instantOf } from '../export-date';
import { timeZoneOf } from '../time-zone';
import type { CommentDraft } from '../reading/portion';
import { ownComments } from './own-comments.queries';

const UTC = timeZoneOf('UTC');
/** What is dated in any time zone is within so much of the same date in UTC. */
const ZONES_MS = 24 * 60 * 60 * 1000;

/**
 * What people wrote or edited here has no key of an import. Where an export of this database is imported, it is known by
 * its post, its date as exports write it, and its words.
 */
export class OwnComments {
  private constructor(private readonly known: ReadonlySet<string>) {}

  /** @param drafts those that no import brought */
  static async load(
    on: Queryable,
    postIds: readonly number[],
    drafts: readonly CommentDraft[],
  ): Promise<OwnComments> {
    if (postIds.length === 0 || drafts.length === 0) return new OwnComments(new Set());
    const dateTexts = [...new Set(drafts.map(({ signed }) => signed.dateText))];
    const instants = dateTexts.map((text) => instantOf(text, UTC));
    const seconds = instants.flatMap((at) => (at === null ? [] : at / 1000));
    const rows = await ownComments(on, { postIds, seconds, dateTexts, ...spanOf(instants) });
    return new OwnComments(
      new Set(
        rows.map(({ postId, dateText, createdAt, bodyHtml }) =>
          toldBy(postId, dateText ?? exportDateText(createdAt), bodyHtml),
        ),
      ),
    );
  }

  has(postId: number, { signed, body }: CommentDraft): boolean {
    return this.known.has(toldBy(postId, signed.dateText, body));
  }
}

/** An export may write a dash as an entity, lest it end the words. */
const toldBy = (postId: number, dateText: string, words: string): string =>
  `${postId} ${dateText}\n${words.replaceAll('&#45;', '-').trim()}`;

/** Between which instants comments of those dates were written, whatever their time zone; null is of any. */
function spanOf(instants: readonly (number | null)[]): { from: number; to: number } {
  const known = instants.flatMap((at) => at ?? []);
  if (known.length < instants.length)
    return { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER };
  return { from: Math.min(...known) - ZONES_MS, to: Math.max(...known) + ZONES_MS };
}
