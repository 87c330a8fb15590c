import type { Act, UpdateThing } from './act';
import { activityKey } from './activity-key';
import { readActor, type ActorNamed } from './actor';
import { Fault } from './fault';
import { instantOf } from './instant';
import { makingOf, readMaking, readThing, UNDATED, type ReadingOptions } from './making';
import type { Note, Page } from './thing';
import { idOf, isObject, listOf, onlyOne, type Json } from './values';
import { isActor, isNote, isPage, isPublic, typeOf } from './vocabulary';

type Reader = (activity: Json, object: unknown, options: ReadingOptions) => Act;

const readers: Readonly<Record<string, Reader>> = {
  Create: readCreate,
  Follow: (activity, object, options) => readBond('FOLLOW', activity, object, options),
  Block: (activity, object, options) => readBond('BLOCK', activity, object, options),
  Like: readLike,
  Update: readUpdate,
  Delete: readDelete,
  Undo: readUndo,
};

/** Reads an activity. What nothing is done with is passed over. @throws Fault */
export function readActivity(activity: Json, type: string, options: ReadingOptions): Act[] {
  const reader = Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (!reader) return [{ does: 'PASS', label: type }];
  const object = onlyOne(activity, 'object');
  if (object === undefined) throw new Fault('It has no object.');
  return [reader(activity, object, options)];
}

const pass = (activity: Json, object: unknown): Act => ({
  does: 'PASS',
  label: `${typeOf(activity)} of ${typeOf(object) ?? 'something named by id only'}`,
});

function readCreate(activity: Json, object: unknown, options: ReadingOptions): Act {
  if (!isNote(object) && !isPage(object)) return pass(activity, object);
  const actor = activity.actor === undefined ? null : actorOf(activity);
  return readMaking(object, { activity, actor }, options);
}

function readBond(
  does: 'FOLLOW' | 'BLOCK',
  activity: Json,
  object: unknown,
  options: ReadingOptions,
): Act {
  if (isObject(object) && typeOf(object) !== null && !isActor(object))
    return pass(activity, object);
  const actor = actorOf(activity);
  const target = readActor(object);
  if (actor.id === target.id)
    throw new Fault(`Nobody can ${does === 'FOLLOW' ? 'follow' : 'block'} themselves.`);
  return { does, key: activityKey(activity), actor, target, at: dateOf(activity, options) };
}

function readLike(activity: Json, object: unknown, options: ReadingOptions): Act {
  const page = isPage(object) ? readThing(object) : null;
  const subject = idOf(object) ?? (page?.kind === 'PAGE' ? page.address : null);
  if (subject === null) throw new Fault('Its object has no id.');
  return {
    does: 'LIKE',
    key: activityKey(activity),
    actor: actorOf(activity),
    subject,
    page: page?.kind === 'PAGE' ? page : null,
    at: dateOf(activity, options),
  };
}

function readUpdate(activity: Json, object: unknown, options: ReadingOptions): Act {
  const actor = actorOf(activity);
  const key = activityKey(activity);
  const at =
    instantOf(isObject(object) ? object.updated : null, 'updated') ??
    instantOf(activity.published, 'published');
  if (isActor(object)) {
    const described = readActor(object);
    if (described.id !== actor.id) throw new Fault('Nobody can update anybody else.');
    return { does: 'UPDATE_ACTOR', key, actor: described, at };
  }
  if (!isNote(object) && !isPage(object)) return pass(activity, object);
  if (!isPublic(object, activity))
    return { does: 'PASS', label: `Update of ${typeOf(object)} that is not public` };
  const id = idOf(object);
  if (id === null) throw new Fault('Its object has no id.');
  const thing = readThing(object);
  return {
    does: 'UPDATE_THING',
    key,
    actor,
    id,
    thing,
    at,
    make: made(thing, actor, at, options),
  };
}

/** How to make what is updated before it is known: archives put the newest first. */
function made(
  thing: Note | Page,
  actor: ActorNamed,
  at: number | null,
  options: ReadingOptions,
): UpdateThing['make'] {
  if (thing.words === null || (thing.publishedAt ?? options.undatedAs) === null) return null;
  const edited = thing.kind === 'NOTE' ? { ...thing, editedAt: at } : thing;
  return makingOf(edited, null, actor, null, options);
}

function readDelete(activity: Json, object: unknown): Act {
  const actor = actorOf(activity);
  const id = idOf(object);
  if (id === null) throw new Fault('Its object has no id.');
  if (id === actor.id || isActor(object)) return { does: 'PASS', label: 'Delete of an actor' };
  return { does: 'DELETE', key: activityKey(activity), actor, id };
}

const UNDOABLE = new Map([
  ['Follow', 'FOLLOW'],
  ['Block', 'BLOCK'],
  ['Like', 'LIKE'],
] as const);

function readUndo(activity: Json, object: unknown): Act {
  const type = isObject(object) ? typeOf(object) : null;
  const undone = [...UNDOABLE].find(([name]) => name === type)?.[1] ?? null;
  if (type !== null && undone === null) return pass(activity, object);
  const undoneKey = isObject(object) ? activityKey(object) : idOf(object);
  if (undoneKey === null) throw new Fault('Its object has no id.');
  return {
    does: 'UNDO',
    key: activityKey(activity),
    actor: actorOf(activity),
    undoneKey,
    type: undone,
    target: isObject(object) ? idOf(listOf(object.object)[0]) : null,
    at: instantOf(activity.published, 'published'),
  };
}

function actorOf(activity: Json): ActorNamed {
  const actor = onlyOne(activity, 'actor');
  if (actor === undefined) throw new Fault('It names no actor.');
  return readActor(actor);
}

function dateOf({ published }: Json, { undatedAs }: ReadingOptions): number {
  const at = instantOf(published, 'published') ?? undatedAs;
  if (at === null) throw new Fault(UNDATED);
  return at;
}
