import type { Act, Make } from './act';
import { activityKey } from './activity-key';
import type { ActorNamed } from './actor';
import { Fault } from './fault';
import { instantOf } from './instant';
import { authorOf, readNote, readPage, type Note, type Page } from './thing';
import type { Json } from './values';
import { isNote, isPublic, typeOf } from './vocabulary';

export interface ReadingOptions {
  /** The date of what has none, in milliseconds since 1970; null where that is a fault. */
  readonly undatedAs: number | null;
}

/** Who creates a thing, and by which activity. */
export interface Making {
  readonly activity: Json;
  readonly actor: ActorNamed | null;
}

/** Reads a note or an article that is published by an activity, or that stands by itself. */
export function readMaking(thing: Json, by: Making | null, options: ReadingOptions): Act {
  if (!isPublic(thing, by?.activity ?? null))
    return { does: 'PASS', label: `${typeOf(thing)} that is not public` };
  const read = readThing(thing);
  if (read.kind === 'NOTE' && !read.words) throw new Fault('It has no content.');
  const key = by ? activityKey(by.activity) : read.id === null ? activityKey(thing) : null;
  const actor = by?.actor ?? null;
  return makingOf(read, key, actor, instantOf(by?.activity.published, 'published'), options);
}

export const readThing = (thing: Json): Note | Page =>
  isNote(thing) ? readNote(thing) : readPage(thing);

/** @throws Fault when nobody or no date is named */
export function makingOf(
  thing: Note | Page,
  key: string | null,
  actor: ActorNamed | null,
  actedAt: number | null,
  { undatedAs }: ReadingOptions,
): Make {
  const author = authorOf(thing, actor);
  const at = actedAt ?? thing.publishedAt ?? undatedAs;
  if (at === null) throw new Fault(UNDATED);
  return { does: 'MAKE', key, thing, author, at, madeAt: thing.publishedAt ?? at };
}

export const UNDATED = 'It has no date ("published").';
