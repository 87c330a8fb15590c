import type { BlockListEffect } from './block-list-entry.entity';

const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
/** Characters that each stand for a word or a sentence: written out, a text of them is up to twenty times as long. */
const WRITTEN_OUT = /[\u3300-\u3357\ufdfa\ufdfb]/g;
/** Vowels that are written or not, as one likes. */
const POINTS = /(?=\p{M})[\u0591-\u05c7\u064b-\u0652\u0670]/gu;
const ACCENTED = /([\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}])(\p{M})\p{M}*/gu;
/** What looks accented but is another letter. */
const OTHER_LETTERS = new Set(['ñ', 'й', 'ї', 'ў'].map((letter) => letter.normalize('NFD')));
/** These too; but whoever would not be understood by a list writes them for those without. */
const UMLAUTS = new Set(['ä', 'ö', 'ü', 'å'].map((letter) => letter.normalize('NFD')));

/** A text whatever its case and accents. In other scripts than these few marks are letters. */
function fold(text: string, keepsUmlauts: boolean): string {
  const plain = text.replace(UNSEEN, '').replace(WRITTEN_OUT, ' ').normalize('NFKD');
  // By way of upper case: some letters have several lower ones.
  return plain
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(POINTS, '')
    .replace(ACCENTED, (written, letter: string, mark: string) => {
      const both = letter + mark;
      const isKept = OTHER_LETTERS.has(both) || (keepsUmlauts && UMLAUTS.has(both));
      return isKept ? both : letter;
    })
    .normalize('NFC');
}

const RUN = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
/** Scripts that put no blanks between words, or write what belongs to a word at its end. */
const UNSPACED =
  /[\p{sc=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const PART =
  /[\p{sc=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]\p{M}*|[^\p{sc=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+/gu;

/** The words of a folded text. In scripts that do not part them each letter is one: so a listed word is found within others. */
function wordsOf(folded: string): string[] {
  const runs = folded.match(RUN) ?? [];
  return runs.flatMap((run) => (UNSPACED.test(run) ? (run.match(PART) ?? []) : run));
}

/** Three letters or more, each of them alone, with the same between them. */
const SPELLED =
  /(?<![\p{L}\p{M}\p{N}])\p{L}([^\p{L}\p{M}\p{N}])\p{L}(?:\1\p{L})+(?![\p{L}\p{M}\p{N}])/gu;

/** A text as it may be read: as it is written, and as who hides words from a list means it. */
export function readingsOf(text: string): string[][] {
  const written = fold(text, true);
  const meant = fold(text, false).replace(SPELLED, (letters, between: string) =>
    letters.replaceAll(between, ''),
  );
  return (written === meant ? [written] : [written, meant]).map(wordsOf);
}

/** Letters, and between them what does not belong to words. */
const WRITTEN = /^[\p{L}\p{M}\p{N}]+(?:[\s\p{Pd}\p{Pc}'’.,/&·、。，・]+[\p{L}\p{M}\p{N}]+)*$/u;

/** Whether nothing of a word or phrase is lost where its words alone are compared. */
export const isWritten = (text: string): boolean => WRITTEN.test(text.replace(UNSEEN, '').trim());

/** A word or phrase in the one form in which it is compared. */
export const phraseText = (text: string): string =>
  wordsOf(fold(text, true))
    .reduce(
      (phrase, word) =>
        phrase + (UNSPACED.test(phrase.slice(-1)) && UNSPACED.test(word) ? '' : ' ') + word,
      '',
    )
    .trim();

interface Node {
  readonly next: Map<string, Node>;
  effect?: BlockListEffect;
}

/** Words and phrases with what happens to texts that hold them: looked up word by word, however many there are. */
export class Phrases {
  private readonly root: Node = { next: new Map() };

  /** @param phrase as {@link phraseText} gives it */
  add(phrase: string, effect: BlockListEffect): void {
    let node = this.root;
    for (const word of wordsOf(fold(phrase, true))) {
      const next = node.next.get(word) ?? { next: new Map() };
      node.next.set(word, next);
      node = next;
    }
    if (node !== this.root) node.effect = effect;
  }

  /** Of all that stand in a text. */
  in(words: readonly string[]): Set<BlockListEffect> {
    const found = new Set<BlockListEffect>();
    for (let start = 0; start < words.length; start += 1) {
      let node: Node | undefined = this.root;
      for (let at = start; node; at += 1) {
        if (node.effect) found.add(node.effect);
        node = node.next.get(words[at] ?? '');
      }
    }
    return found;
  }
}
