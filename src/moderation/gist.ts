import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** So much of a text is looked at, a piece at a time: some characters are many once they are taken apart. */
const LOOKED_AT = 1_000;
const PIECE = 50;
/** So much is kept of it. */
const KEPT = 64;
/** Fewer words beside a link say nothing by themselves: then it matters where on a site it leads. */
const TELLING_WORDS = 6;
/** Two texts of which so much is the same are the same for us. */
const ALIKE = 0.8;

const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
const LINK = /https?:[/\\]*([^\s/\\<>()"'\]]+)([^\s<>()"'\]]*)/giu;
/** Where words are not set apart each character is one. */
const WORD = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]|\p{L}+/gu;

/** What is left of a text to tell others from it that are nearly the same: digests, from which nobody reads what it said. */
export type Gist = readonly number[];

/** Each of somebody's newest comments is compared with their next. By a digest: the words of nobody are kept. */
const known = new LRUCache<string, Gist>({ max: 5_000 });

/**
 * The gist of a comment's source: of its words, whatever their order, case and accents, and of where its links lead. Numbers
 * and punctuation are what changes in words that are sent many times.
 */
export function gistOf(source: string): Gist {
  const beginning = source.slice(0, LOOKED_AT);
  const key = createHash('sha256').update(beginning, 'utf16le').digest('base64');
  const found = known.get(key);
  if (found) return found;
  const gist = gistOfBeginning(beginning);
  known.set(key, gist);
  return gist;
}

function gistOfBeginning(beginning: string): Gist {
  const start = beginning.replace(UNSEEN, '');
  const links: { host: string; whole: string }[] = [];
  const rest = start.replace(LINK, (_link, host: string, path: string) => {
    links.push({ host: host.toLowerCase(), whole: host.toLowerCase() + path });
    return ' ';
  });
  const words = new Set(apart(rest).match(WORD));
  const isTelling = words.size >= TELLING_WORDS;
  const places = links.map(({ host, whole }) => `//${isTelling ? host : whole}`);
  const parts = [...new Set([...words, ...places])];
  const digests = (parts.length > 0 ? parts : [start]).map(digest);
  return [...new Set(digests)].sort((a, b) => a - b).slice(0, KEPT);
}

/** Whether two texts say nearly the same. Of long ones the smallest digests of both are a sample. */
export function areAlike(one: Gist, other: Gist): boolean {
  const [mine, theirs] = [new Set(one), new Set(other)];
  const all = [...new Set([...one, ...other])].sort((a, b) => a - b).slice(0, KEPT);
  const shared = all.filter((part) => mine.has(part) && theirs.has(part)).length;
  return shared >= ALIKE * all.length;
}

/** The letters that a text begins with, without case and accents. */
function apart(text: string): string {
  let letters = '';
  for (let at = 0; at < text.length && letters.length < LOOKED_AT; at += PIECE)
    letters += text
      .slice(at, at + PIECE)
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase();
  return letters;
}

/** FNV-1a: who finds two words of one digest has gained nothing. */
function digest(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
