import type { Random } from '../../support/random';
import type { Member } from './society';

const SYLLABLES = ['ra', 'lo', 'mi', 'te', 'su', 'no', 'ka', 'pe', 'vi', 'du'];

interface Text {
  readonly number: number;
  readonly text: string;
  /** The profiles that it mentions, in their order. */
  readonly mentions: readonly number[];
}

/** What a comment says. Every text is said once only, and begins with its number, so that it is known wherever it shows. */
export class Words {
  private readonly texts: string[] = [];

  /** A new text, now and then a long one. */
  compose(random: Random, mentioned: readonly Member[]): Text {
    const number = this.texts.length + 1;
    const length = random.below(4) === 0 ? 300 : 5 + random.below(40);
    const filler = Array.from({ length }, () => drawnWord(random)).join(' ');
    const names = mentioned.map(({ username }) => `@${username}`);
    const text = [`w${number}`, ...names, filler].join(' ');
    this.texts.push(text);
    return { number, text, mentions: mentioned.map(({ profileId }) => profileId) };
  }

  /** Which text this is, to the letter; null when it is none. */
  numberOf(text: string): number | null {
    const number = Number(/^w(\d+) /.exec(text)?.[1] ?? 0);
    return this.texts[number - 1] === text ? number : null;
  }
}

/** One of a thousand: what is nearly the same again and again is held. */
const drawnWord = (random: Random): string => [0, 1, 2].map(() => random.one(SYLLABLES)).join('');
