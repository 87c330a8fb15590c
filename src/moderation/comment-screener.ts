import { createHash } from 'node:crypto';
import type { Clock } from '../clock';
import type { CommentStatus } from '../comments/comment.entity';
import { plainText } from '../comments/plain-text';
import type { Screener, Screening, Verdict, WrittenWords } from '../comments/screening';
import type { Queryable } from '../database/statement';
import type { Unit } from '../database/unit-of-work';
import { refuse } from '../errors';
import { isKnownOn, repeatsOf, standingOf, type Standing } from './author.queries';
import type { BlockListService } from './block-list.service';
import type { DecisionRule } from './decision.entity';
import { recordDecision } from './decision.queries';
import { linksIn } from './links';
import { RecentWords } from './recent-words';
import type { SpamCheck } from './spam-check';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Shorter words, without a link, are said again by everybody: thanks, greetings. */
const TELLING_LENGTH = 60;

export interface ScreenerOptions {
  readonly clock: Clock;
  readonly spamCheck: SpamCheck;
  readonly holdAt: number;
  readonly rejectAt: number;
  /** Told of a spam check that failed. */
  readonly onFault: (error: unknown) => void;
}

type Suspicion = (Verdict & { readonly rule: DecisionRule }) | null;

/** What was found out before the unit. */
interface Findings extends WrittenWords {
  readonly text: string;
  readonly links: readonly string[];
  readonly standing: Standing | null;
  readonly suspicion: Suspicion;
  readonly neighbourhood: string | null;
}

const NOTHING_TO_SAY: Screening = { decide: () => Promise.resolve(null) };

/** Judges comments by the block list, the spam check and the settings of their site. Moderators' own are not judged. */
export class CommentScreener implements Screener {
  private readonly recent = new RecentWords();

  constructor(
    private readonly reads: Queryable,
    private readonly blockList: BlockListService,
    private readonly options: ScreenerOptions,
  ) {}

  async screen(words: WrittenWords): Promise<Screening> {
    const standing = await standingOf(this.reads, words.authorId);
    if (standing?.role === 'MODERATOR' || standing?.role === 'ADMINISTRATOR') return NOTHING_TO_SAY;
    const text = plainText(words.bodyHtml);
    const links = linksIn(words.bodyHtml);
    const isTelling = links.length > 0 || text.length >= TELLING_LENGTH;
    const neighbourhood = isTelling && words.network !== null ? keyOf(words.network, text) : null;
    const found = { ...words, standing, text, links, neighbourhood };
    const suspicion = await this.suspect(found, isTelling);
    return { decide: (unit, place) => this.decide(unit, { ...found, suspicion }, place) };
  }

  note(
    unit: Unit,
    commentId: number,
    before: CommentStatus | null,
    { status, rule }: Verdict,
  ): Promise<void> {
    return recordDecision(unit, {
      subject: 'COMMENT',
      ...{ actorId: null, rule: rule as DecisionRule, commentId, before, after: status },
      decidedAt: this.options.clock(),
    });
  }

  private async decide(
    unit: Unit,
    found: Findings,
    place: Parameters<Screening['decide']>[1],
  ): Promise<Suspicion> {
    const { authorId, suspicion, neighbourhood, standing } = found;
    const list = await this.blockList.current(unit);
    const effect = list.judge({ ...found, emailKey: standing?.emailKey ?? null });
    // Whoever knew by which entry would know what to write instead.
    if (effect === 'REFUSE')
      throw refuse('body', 'FORBIDDEN', 'These words are not accepted here.');
    if (place && neighbourhood !== null)
      this.recent.note(neighbourhood, authorId, this.options.clock());
    if (suspicion?.status === 'SPAM') return suspicion;
    if (effect === 'HOLD') return { status: 'PENDING', rule: 'BLOCK_LIST' };
    if (suspicion) return suspicion;
    if (!place?.holdsFirst || (await isKnownOn(unit, { authorId, siteId: place.siteId })))
      return null;
    return { status: 'PENDING', rule: 'FIRST_COMMENT' };
  }

  private async suspect(
    found: Omit<Findings, 'suspicion'>,
    isTelling: boolean,
  ): Promise<Suspicion> {
    const { clock, spamCheck, holdAt, rejectAt, onFault } = this.options;
    const { authorId, body, text, links, standing, neighbourhood, commentId } = found;
    const now = clock();
    const since = now - DAY_MS;
    const said = { authorId, body, since, except: commentId ?? 0 };
    const repeats = isTelling ? await repeatsOf(this.reads, said) : 0;
    const neighbours =
      neighbourhood === null ? 0 : this.recent.othersThan(neighbourhood, authorId, now);
    const author = {
      profileId: authorId,
      joinedAt: standing?.joinedAt ?? null,
      commentCount: standing?.commentCount ?? 0,
    };
    try {
      const candidate = { body, text, links, author, repeats, neighbours, now };
      const { score } = await spamCheck.check(candidate);
      if (score >= rejectAt) return { status: 'SPAM', rule: 'SPAM_CHECK' };
      return score >= holdAt ? { status: 'PENDING', rule: 'SPAM_CHECK' } : null;
    } catch (error) {
      onFault(error);
      return { status: 'PENDING', rule: 'SPAM_CHECK_FAILED' };
    }
  }
}

const keyOf = (network: string, text: string): string =>
  `${network} ${createHash('sha256').update(text).digest('base64')}`;
