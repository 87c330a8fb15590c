import type { Queryable } from '../../../database/statement';
import { exportDateText } from '../exporting/export-date-text';
import { instantOf } from '../export-date';
import { timeZoneOf } from '../time-zone';
import type { CommentDraft } from '../reading/portion';
import { editedComments, writtenComments, type Moment } from './own-comments.queries';

const UTC = timeZoneOf('UTC');

/** A comment that no import brought, on a post that is there. */
export interface PlacedDraft {
  readonly postId: number;
  readonly draft: CommentDraft;
}

/**
 * What people wrote or edited here has no key of an import. Where an export of this database is imported, it is known by
 * its post, its date as exports write it, and its words.
 */
export class OwnComments {
  private constructor(private readonly known: ReadonlySet<string>) {}

  static async load(on: Queryable, drafts: readonly PlacedDraft[]): Promise<OwnComments> {
    if (drafts.length === 0) return new OwnComments(new Set());
    const postIds = [...new Set(drafts.map(({ postId }) => postId))];
    const dateTexts = [...new Set(drafts.map(({ draft }) => draft.signed.dateText))];
    const written = await writtenComments(on, momentsOf(drafts));
    const edited = await editedComments(on, { postIds, dateTexts });
    return new OwnComments(
      new Set(
        [...written, ...edited].map(({ postId, dateText, createdAt, bodyHtml }) =>
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

/** The dates of what people write here are exported in UTC. */
function momentsOf(drafts: readonly PlacedDraft[]): Moment[] {
  const moments = drafts.flatMap(({ postId, draft: { signed } }) => {
    const at = instantOf(signed.dateText, UTC);
    return at === null ? [] : { postId, second: Math.floor(at / 1000) };
  });
  return [...new Map(moments.map((moment) => [Object.values(moment).join(), moment])).values()];
}
