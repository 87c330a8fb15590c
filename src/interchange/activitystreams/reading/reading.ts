import type { Act } from './act';
import { readActivity } from './activity-reading';
import { readActor } from './actor';
import { Fault } from './fault';
import { readMaking, type ReadingOptions } from './making';
import { isObject, listOf, type Json } from './values';
import { isActor, isCollection, isNote, isPage, isPublic, typeOf } from './vocabulary';

/** Collections within collections, replies within replies. */
const MAX_DEPTH = 50;

/** Reads one value of a file as the acts that it asks for, in their order. Never throws for what the value holds. */
export function readActs(value: unknown, options: ReadingOptions, depth = 0): Act[] {
  try {
    return depth > MAX_DEPTH ? [broken('It is nested too deeply.')] : actsOf(value, options, depth);
  } catch (error) {
    if (error instanceof Fault) return [broken(error.message)];
    throw error;
  }
}

const broken = (reason: string): Act => ({ does: 'BREAK', reason });

function actsOf(value: unknown, options: ReadingOptions, depth: number): Act[] {
  if (typeof value === 'string') return [{ does: 'PASS', label: 'something named by id only' }];
  if (!isObject(value)) throw new Fault('It is no JSON object.');
  const type = typeOf(value);
  if (type === null) throw new Fault('It has no type.');
  if (isCollection(value)) return collectionActs(value, options, depth);
  if (isActor(value)) return [{ does: 'DESCRIBE', actor: readActor(value) }];
  if (isNote(value) || isPage(value))
    return withReplies(value, [readMaking(value, null, options)], options, depth);
  const acts = [
    ...inlineThings(value, options, depth),
    ...readActivity(value, type, options),
    ...attachmentsOf(value),
  ];
  return type === 'Create' ? withReplies(listOf(value.object)[0], acts, options, depth) : acts;
}

/** A collection says whose it is, and may hold items: pages of a file, or one that was not cut into items. */
function collectionActs(collection: Json, options: ReadingOptions, depth: number): Act[] {
  const owners = [...listOf(collection.attributedTo), ...listOf(collection.actor)].filter(isActor);
  const described = owners.flatMap((owner) => readActs(owner, options, depth + 1));
  return [
    ...described,
    ...itemsOf(collection).flatMap((item) => readActs(item, options, depth + 1)),
  ];
}

function itemsOf({ items, orderedItems, first }: Json): unknown[] {
  const pages = listOf(first).filter(isCollection);
  return [...listOf(orderedItems), ...listOf(items), ...pages];
}

/** The replies that a note brings along come after it. */
function withReplies(thing: unknown, acts: Act[], options: ReadingOptions, depth: number): Act[] {
  const replies = isObject(thing) ? thing.replies : null;
  if (!isObject(thing) || !isObject(replies)) return acts;
  const items = [...itemsOf(replies), ...listOf(replies.first).filter(isObject).flatMap(itemsOf)];
  const notes = items
    .filter(isNote)
    .map((note) => ({ ...note, inReplyTo: note.inReplyTo ?? thing.id ?? thing.url }));
  return [...acts, ...notes.flatMap((note) => readActs(note, options, depth + 1))];
}

/** What is replied to or liked, where the activity brings it whole: it comes before. */
function inlineThings(activity: Json, options: ReadingOptions, depth: number): Act[] {
  const object = listOf(activity.object)[0];
  const things = isNote(object) ? [...listOf(object.inReplyTo)] : [];
  if (typeOf(activity) === 'Like') things.push(object);
  return things
    .filter((thing) => isNote(thing) && thing.content !== undefined)
    .flatMap((thing) => readActs(thing, options, depth + 1));
}

/** Pictures and other files are not kept: they are counted where the words that they belong to are public. */
function attachmentsOf(activity: Json): Act[] {
  const [thing] = listOf(activity.object);
  if (!isNote(thing) && !isPage(thing)) return [];
  if (!isPublic(thing, activity)) return [];
  return listOf(thing.attachment).map((file) => ({
    does: 'PASS',
    label: `${typeOf(file) ?? 'Something'} attached to ${typeOf(thing)}`,
  }));
}
