import { createHash } from 'node:crypto';
import { Fault } from './fault';
import { idOf, isObject, type Json } from './values';

const MAX_DEPTH = 100;

/** What an activity is remembered by: its id, else a digest of what it says, whatever the order in which it says it. */
export function activityKey(activity: Json): string {
  return (
    idOf(activity) ?? `sha256:${createHash('sha256').update(canonical(activity)).digest('hex')}`
  );
}

function canonical(value: unknown, depth = 0): string {
  if (depth > MAX_DEPTH) throw new Fault(`It is nested deeper than ${MAX_DEPTH} levels.`);
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key], depth + 1)}`);
  return `{${members.join(',')}}`;
}
