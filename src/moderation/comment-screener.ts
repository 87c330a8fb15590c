import type { Clock } from '../clock';
import type { CommentStatus } from '../comments/comment.entity';
import { plainText } from '../comments/plain-text';
import type { Screener, Screening, Verdict, WrittenWords } from '../comments/screening';
import type { Queryable } from '../database/statement';
import type { Unit } from '../database/unit-of-work';
import { refuse } from '../errors';
import { isKnownOn, isModerator, repeatsOf, standingOf, type Standing } from './author.queries';
import { readWords, strictest, type ReadWords } from './block-list';
import type { BlockListService } from './block-list.service';
import type { DecisionRule } from './decision.entity';
import { lastRuleOn, recordDecision } from './decision.queries';
import { gistOf } from './gist';
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
  readonly read: ReadWords;
  readonly readTitle: ReadWords;
  readonly standing: Standing | null;
  readonly suspicion: Suspicion;
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
    if (isModerator(standing)) return NOTHING_TO_SAY;
    const text = plainText(words.bodyHtml);
    const links = linksIn(words.bodyHtml);
    const read = readWords(text, words.bodyHtml);
    const readTitle = readWords(words.title ?? '');
    const found = { ...words, standing, text, links, read, readTitle };
    const suspicion = await this.suspect(found);
    return { decide: (unit, place) => this.decide(unit, { ...found, suspicion }, place) };
  }

  async note(
    unit: Unit,
    commentId: number,
    before: CommentStatus | null,
    { status, rule }: Verdict,
  ): Promise<void> {
    // Of a comment that waits and is edited again and again, the record says it once.
    if (before === status && (await lastRuleOn(unit, commentId)) === rule) return;
    await recordDecision(unit, {
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
    const { authorId, suspicion, standing, commentId, network } = found;
    const list = await this.blockList.current(unit);
    const source = { emailKey: standing?.emailKey ?? null, network };
    const ofTitle = place.isTitled ? list.judge(found.readTitle) : null;
    if (ofTitle === 'REFUSE')
      throw refuse('postTitle', 'FORBIDDEN', 'This title is not accepted here.');
    const effect = strictest([list.judge(found.read), list.judgeSource(source), ofTitle]);
    // Whoever knew by which entry would know what to write instead.
    if (effect === 'REFUSE')
      throw refuse('body', 'FORBIDDEN', 'These words are not accepted here.');
    if (suspicion?.status === 'SPAM') return suspicion;
    if (effect === 'HOLD') return { status: 'PENDING', rule: 'BLOCK_LIST' };
    if (suspicion) return suspicion;
    const { siteId, holdsFirst } = place;
    const known = { authorId, siteId, except: commentId ?? 0 };
    if (!holdsFirst || (await isKnownOn(unit, known))) return null;
    return { status: 'PENDING', rule: 'FIRST_COMMENT' };
  }

  private async suspect(found: Omit<Findings, 'suspicion'>): Promise<Suspicion> {
    const { clock, spamCheck, holdAt, rejectAt, onFault } = this.options;
    const { authorId, body, text, links, standing } = found;
    const now = clock();
    const { repeats, neighbours } = await this.saidBefore(found, now);
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

  private async saidBefore(
    { authorId, body, text, links, network, commentId }: Omit<Findings, 'suspicion'>,
    now: number,
  ): Promise<{ repeats: number; neighbours: number }> {
    if (links.length === 0 && text.length < TELLING_LENGTH) return { repeats: 0, neighbours: 0 };
    const gist = gistOf(body);
    let neighbours = 0;
    if (network !== null) {
      neighbours = this.recent.othersThan(network, gist, authorId, now);
      // Before anything is waited for: else many who say it at once would not know of each other.
      this.recent.note(network, gist, authorId, now);
    }
    const said = { authorId, gist, since: now - DAY_MS, except: commentId ?? 0 };
    return { repeats: await repeatsOf(this.reads, said), neighbours };
  }
}
