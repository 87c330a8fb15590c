import type { Keyset, LogPosition } from '../database/page';
import { badUserInput } from '../errors';
import { cursorInvalid } from '../live/live-error';
import { toBase64url } from './base64url';

/** A place in a list, and the log position of the list's first page where a live feed continues it. */
export interface ListCursor {
  readonly key: Keyset;
  readonly position: LogPosition | null;
}

/** What a list is of: a cursor says so, because it is good for no list of something else. */
export type ListKind =
  | 'activities'
  | 'blockList'
  | 'claims'
  | 'comments'
  | 'decisions'
  | 'follows'
  | 'notifications'
  | 'profiles'
  | 'reports'
  | 'sessions';

const LIST: Record<ListKind, string> = {
  activities: 'a',
  blockList: 'b',
  claims: 'm',
  comments: 'c',
  decisions: 'd',
  follows: 'w',
  notifications: 'n',
  profiles: 'p',
  reports: 'r',
  sessions: 's',
};
const LIVE = 'f';

/** Cursors are opaque: numbers in base 36, the whole in base64url so that nobody is tempted to read them. */
function encode(sort: string, numbers: readonly number[]): string {
  return toBase64url([sort, ...numbers.map((number) => number.toString(36))].join('.'));
}

/** The numbers of a cursor of that sort; null when it is none. */
function decode(sort: string, cursor: string): number[] | null {
  if (cursor.length > 120 || !/^[\w-]+$/.test(cursor)) return null;
  const [found, ...parts] = Buffer.from(cursor, 'base64url').toString('latin1').split('.');
  if (found !== sort || !parts.every((part) => /^-?[0-9a-z]{1,11}$/.test(part))) return null;
  const numbers = parts.map((part) => parseInt(part, 36));
  return numbers.every(Number.isSafeInteger) ? numbers : null;
}

export function encodeListCursor(kind: ListKind, { key, position }: ListCursor): string {
  const place = [key.at, key.id, ...(position ? [position.sequence, position.mark] : [])];
  return encode(LIST[kind], place);
}

/** @throws DomainError BAD_USER_INPUT for anything but a cursor of a list of that kind */
export function decodeListCursor(kind: ListKind, argument: string, cursor: string): ListCursor {
  const [at, id, sequence, mark, ...more] = decode(LIST[kind], cursor) ?? [];
  if (at === undefined || id === undefined || more.length > 0)
    throw badUserInput(`Argument "${argument}" is no cursor of this list: use one of its edges.`);
  const position = sequence === undefined || mark === undefined ? null : { sequence, mark };
  return { key: { at, id }, position };
}

export const encodeLiveCursor = ({ sequence, mark }: LogPosition): string =>
  encode(LIVE, [sequence, mark]);

/** @throws DomainError CURSOR_INVALID for anything but a live cursor */
export function decodeLiveCursor(cursor: string): LogPosition {
  const [sequence, mark, ...more] = decode(LIVE, cursor) ?? [];
  if (sequence === undefined || mark === undefined || more.length > 0 || sequence < 0)
    throw cursorInvalid();
  return { sequence, mark };
}
