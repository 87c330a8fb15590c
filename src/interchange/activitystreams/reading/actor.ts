import { firstCharacters } from '../../../characters';
import { plainText } from '../../../comments/plain-text';
import { parseWebUrl } from '../../../posts/post-url';
import { shownName } from '../../../profiles/profile-text';
import { Fault } from './fault';
import { instantOf } from './instant';
import { idOf, isObject, languageTextOf, listOf, textOf, type Json } from './values';
import { isActor, typeOf } from './vocabulary';

/** Somebody as a file names them: by id, and sometimes with a description. */
export interface ActorNamed {
  readonly id: string;
  readonly description: ActorDescription | null;
}

export interface ActorDescription {
  readonly username: string | null;
  readonly displayName: string | null;
  readonly about: string | null;
  readonly location: string | null;
  readonly interests: string | null;
  readonly homepageUrl: string | null;
  readonly avatarUrl: string | null;
  readonly joinedAt: number | null;
}

const MAX_ABOUT = 5_000;
const MAX_LOCATION = 200;
const MAX_INTERESTS = 1_000;
const MAX_SUMMARY = 100_000;
const MAX_URL = 2_000;

/** Reads an actor, an id or an inline object. @throws Fault when it is neither */
export function readActor(value: unknown): ActorNamed {
  if (isObject(value) && !isActor(value) && typeOf(value) !== null)
    throw new Fault(`Its actor is of type ${typeOf(value)}.`);
  const id = idOf(value);
  if (id === null) throw new Fault('Its actor has no id.');
  return { id, description: isObject(value) ? describe(value) : null };
}

function describe(actor: Json): ActorDescription | null {
  const description = {
    username: trimmed(textOf(actor.preferredUsername)),
    displayName: readName(actor),
    about: readText(actor, actor.summary, actor.summaryMap, MAX_ABOUT),
    location: readLocation(actor),
    interests: readInterests(actor),
    homepageUrl: webUrlOf(actor.url),
    avatarUrl: webUrlOf(listOf(actor.icon).map((icon) => (isObject(icon) ? icon.url : icon))),
    joinedAt: instantOf(actor.published, 'published'),
  };
  return Object.values(description).every((value) => value === null) ? null : description;
}

function readName(actor: Json): string | null {
  const name = languageTextOf(actor.name, actor.nameMap);
  return name === null ? null : shownName(name);
}

/** A text that is told as HTML: as plain text, or as it was written where its source is told beside it. */
function readText(
  { source }: Json,
  html: unknown,
  byLanguage: unknown,
  max: number,
): string | null {
  if (isObject(source) && source.mediaType === 'text/plain') {
    const text = textOf(source.content);
    if (text !== null) return trimmed(firstCharacters(text, max));
  }
  const text = languageTextOf(html, byLanguage);
  return text === null
    ? null
    : trimmed(firstCharacters(plainText(text.slice(0, MAX_SUMMARY)), max));
}

function readLocation({ location }: Json): string | null {
  const [place] = listOf(location);
  const name = isObject(place) ? languageTextOf(place.name, place.nameMap) : null;
  return name === null ? null : trimmed(firstCharacters(name, MAX_LOCATION));
}

/** Has no property of its own: it is one of those that profiles list. */
function readInterests({ attachment }: Json): string | null {
  const found = listOf(attachment).find(
    (value) => isObject(value) && value.type === 'PropertyValue' && value.name === 'Interests',
  );
  return isObject(found) ? readText(found, found.value, null, MAX_INTERESTS) : null;
}

function trimmed(text: string | null): string | null {
  const clean = text?.trim() ?? '';
  return clean === '' ? null : clean;
}

/**
 * The first http(s) address of a value: a text, a Link, or a list of them; that of a web page before any other.
 */
export function webUrlOf(value: unknown): string | null {
  const links = listOf(value).flatMap((one) => [...listOf(one)]);
  const ofPages = links.filter((link) => isObject(link) && link.mediaType === 'text/html');
  for (const link of [...ofPages, ...links]) {
    const text = textOf(isObject(link) ? (link.href ?? link.url) : link);
    const url = text === null || text.length > MAX_URL ? null : parseWebUrl(text);
    if (url && url.href.length <= MAX_URL) return url.href;
  }
  return null;
}
