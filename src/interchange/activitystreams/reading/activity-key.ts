import { createHash } from 'node:crypto';
import { Fault } from './fault';
import { idOf, isObject, listOf, type Json } from './values';

const MAX_DEPTH = 100;
const DIGEST = 'sha256:';

/**
 * What an activity is remembered by: its id, else a digest of what it says, whatever the order in which it says it. An id
 * that it shares with its object is the object's.
 */
export function activityKey(activity: Json): string {
  const id = idOf(activity);
  if (id !== null && !listOf(activity.object).some((object) => idOf(object) === id)) return id;
  return `${DIGEST}${createHash('sha256').update(canonical(activity)).digest('hex')}`;
}

/** Whether an activity is remembered by what it says, because it has no id. */
export const isDigest = (key: string): boolean => key.startsWith(DIGEST);

function canonical(value: unknown, depth = 0): string {
  if (depth > MAX_DEPTH) throw new Fault(`It is nested deeper than ${MAX_DEPTH} levels.`);
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key], depth + 1)}`);
  return `{${members.join(',')}}`;
}
