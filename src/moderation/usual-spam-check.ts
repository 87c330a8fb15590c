import type { SpamCandidate, SpamCheck, SpamScore } from './spam-check';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Whoever has been listened to that often is no stranger, however short a time ago they came. */
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
      { reason: 'many links', score: Math.min(0.5, 0.15 * Math.max(0, many)) },
      { reason: 'the same words again', score: Math.min(1, 0.2 * Math.max(0, repeats - 1)) },
      { reason: 'the same words from others beside', score: Math.min(1, 0.2 * neighbours) },
    ].filter((part) => part.score > 0);
    const isNew =
      author.joinedAt !== null &&
      now - author.joinedAt < DAY_MS &&
      author.commentCount < KNOWN_COMMENTS;
    if (isNew && parts.length > 0) parts.push({ reason: 'a new account', score: 0.2 });
    const score = parts.reduce((sum, part) => sum + part.score, 0);
    return Promise.resolve({
      score: Math.min(1, score),
      reasons: parts.map(({ reason }) => reason),
    });
  }
}
