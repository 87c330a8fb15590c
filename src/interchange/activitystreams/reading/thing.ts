import { plainText } from '../../../comments/plain-text';
import { normalizePostUrl } from '../../../posts/post-url';
import { readActor, webUrlOf, type ActorNamed } from './actor';
import { Fault } from './fault';
import { instantOf } from './instant';
import type { SiteNamed } from '../known/sites';
import { countOf, idOf, isObject, languageTextOf, listOf, type Json } from './values';
import { isCollection, isNote, isPage } from './vocabulary';
import { firstWords, readWords, type Words } from './words';

/** A web page that can be commented on. */
export interface Page {
  readonly kind: 'PAGE';
  readonly id: string | null;
  /** Its normalised URL. */
  readonly address: string | null;
  readonly title: string | null;
  readonly words: Words | null;
  readonly author: ActorNamed | null;
  readonly publishedAt: number | null;
  readonly site: SiteNamed | null;
  /** Whether it is on a site of its author's own, which is known by the author only. */
  readonly isOnOwnSite: boolean;
}

/** Words in reply to a page or to other words. */
export interface Note {
  readonly kind: 'NOTE';
  readonly id: string | null;
  /** Where a reader finds it, as written: replies may name it by this. */
  readonly url: string | null;
  readonly author: ActorNamed | null;
  readonly words: Words | null;
  readonly publishedAt: number | null;
  readonly editedAt: number | null;
  readonly inReplyTo: string;
  /** The page that it stands on, where the file describes it. */
  readonly context: Page | null;
  /** How many replies it had where it comes from. */
  readonly replyTotal: number;
}

/** A note stands as a comment on what it replies to; without that it is a post. */
export function readNote(note: Json): Note | Page {
  const parent = listOf(note.inReplyTo)[0];
  const inReplyTo = idOf(parent) ?? (isObject(parent) ? webUrlOf(parent.url) : null);
  if (inReplyTo === null) return readPage(note, true);
  const publishedAt = instantOf(note.published, 'published');
  const updatedAt = instantOf(note.updated, 'updated');
  return {
    kind: 'NOTE',
    id: idOf(note),
    url: webUrlOf(note.url),
    author: readAuthor(note),
    words: readWords(note, warningOf(note)),
    publishedAt,
    editedAt: updatedAt !== null && updatedAt > (publishedAt ?? updatedAt) ? updatedAt : null,
    inReplyTo,
    context: readContext(isPage(parent) ? parent : listOf(note.context)[0], inReplyTo),
    replyTotal: isObject(note.replies) ? countOf(note.replies.totalItems) : 0,
  };
}

/** Reads an article, or a note that replies to nothing. */
export function readPage(page: Json, isNote = false): Page {
  const id = idOf(page);
  const name = languageTextOf(page.name, page.nameMap);
  const warning = isNote ? warningOf(page) : null;
  // Whoever reads the title is warned by it.
  const words = readWords(page, name === null ? null : warning);
  return {
    kind: 'PAGE',
    id,
    address: normalizePostUrl(webUrlOf(page.url) ?? id ?? ''),
    title: name ?? warning ?? (isNote && words ? firstWords(words) : null),
    words,
    author: readAuthor(page),
    publishedAt: instantOf(page.published, 'published'),
    site: readSite(listOf(page.context)[0]),
    isOnOwnSite: isNote,
  };
}

/** What a writer put before their words: a warning of what they are about, often. */
function warningOf(note: Json): string | null {
  const summary = plainText(languageTextOf(note.summary, note.summaryMap) ?? '');
  return summary === '' ? null : summary;
}

/** The page that a note names as its context; a blog that stands there describes the site of the page. */
function readContext(context: unknown, inReplyTo: string): Page | null {
  if (isPage(context)) return readPage(context);
  const id = idOf(context);
  if (!isObject(context)) return id === null ? null : { ...NO_PAGE, id };
  const site = isNote(context) || isCollection(context) ? null : readSite(context);
  return site && { ...NO_PAGE, id: inReplyTo, address: normalizePostUrl(inReplyTo), site };
}

const NO_PAGE = {
  kind: 'PAGE' as const,
  address: null,
  site: null,
  title: null,
  words: null,
  author: null,
  publishedAt: null,
  isOnOwnSite: false,
};

function readSite(value: unknown): SiteNamed | null {
  const id = idOf(value);
  const url = normalizePostUrl((isObject(value) ? webUrlOf(value.url) : null) ?? id ?? '');
  if (url === null) return null;
  return { url, title: isObject(value) ? languageTextOf(value.name, value.nameMap) : null };
}

function readAuthor(thing: Json): ActorNamed | null {
  const [first] = listOf(thing.attributedTo ?? thing.actor);
  return first === undefined ? null : readActor(first);
}

/** Whom a thing is by: its own word, else that of the activity. @throws Fault when neither says */
export function authorOf(thing: Note | Page, actor: ActorNamed | null): ActorNamed {
  const author = thing.author ?? actor;
  if (!author) throw new Fault('It names no actor.');
  // Both may name the same one, and only the activity describe them.
  return author.description === null && actor?.id === author.id ? actor : author;
}
