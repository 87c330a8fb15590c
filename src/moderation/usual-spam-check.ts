import type { SpamCandidate, SpamCheck, SpamScore } from './spam-check';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Whoever has been listened to that often is no stranger after an hour, else after a day. */
const KNOWN_COMMENTS = 5;
/** Anybody may show a thing or two. */
const FREE_LINKS = 2;

/**
 * Links, the same words again and again, and a new account: each alone is what people do, two of them are what spam does.
 * An ordinary comment scores 0.
 */
export class UsualSpamCheck implements SpamCheck {
  check(candidate: SpamCandidate): Promise<SpamScore> {
    const { links, repeats, neighbours, author, now } = candidate;
    const many = new Set(links).size - FREE_LINKS;
    const parts = [
      { reason: 'many links', score: linksScore(Math.max(0, many)) },
      { reason: 'the same words again', score: Math.min(1, 0.2 * Math.max(0, repeats - 1)) },
      { reason: 'the same words from others beside', score: Math.min(1, 0.2 * neighbours) },
    ].filter((part) => part.score > 0);
    const knownAfter = author.commentCount < KNOWN_COMMENTS ? DAY_MS : HOUR_MS;
    const isNew = author.joinedAt !== null && now - author.joinedAt < knownAfter;
    if (isNew && parts.length > 0) parts.push({ reason: 'a new account', score: 0.2 });
    const score = parts.reduce((sum, part) => sum + part.score, 0);
    return Promise.resolve({
      score: Math.min(1, score),
      reasons: parts.map(({ reason }) => reason),
    });
  }
}

/** Few count for much, until somebody new is held; twenty are held whoever shows them, and are spam by themselves never. */
const linksScore = (many: number): number => Math.min(0.15 * many, 0.44 + 0.01 * many, 0.8);
