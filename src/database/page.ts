/** A place in the feed log: everything up to and including the entry of that sequence has been seen. */
export interface LogPosition {
  readonly sequence: number;
  /** The entry's random mark; differs where another database gave out the same sequence. */
  readonly mark: number;
}

/** A place in a list that is ordered by an instant (or another number) and an id. */
export interface Keyset {
  readonly at: number;
  readonly id: number;
}

/** Which part of a list is asked for. */
export interface PageRequest {
  /** 1 to 100. */
  readonly limit: number;
  /** Whether the page is the list's (or the range's) last items rather than its first. */
  readonly isBackward: boolean;
  readonly after: Keyset | null;
  readonly before: Keyset | null;
  /** The log position of the first page, which a later page's cursor carries. */
  readonly position: LogPosition | null;
}

export interface PageItem<Item> {
  readonly item: Item;
  readonly key: Keyset;
}

export interface Page<Item> {
  readonly items: readonly PageItem<Item>[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  /** Null for lists that no live feed continues. */
  readonly position: LogPosition | null;
}

/** Beyond every key that a list can hold, on either side. */
const FIRST: Keyset = { at: -Number.MAX_SAFE_INTEGER, id: 0 };
const LAST: Keyset = { at: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER };

export type ListOrder = 'NEWEST_FIRST' | 'OLDEST_FIRST';

/** The range of a page as parameters of {@link inRange}, and one row more than asked for. */
export function rangeOf(request: PageRequest, order: ListOrder) {
  const [low, high] =
    order === 'NEWEST_FIRST' ? [request.before, request.after] : [request.after, request.before];
  return {
    lowAt: (low ?? FIRST).at,
    lowId: (low ?? FIRST).id,
    highAt: (high ?? LAST).at,
    highId: (high ?? LAST).id,
    limit: request.limit + 1,
  };
}

/** The condition that keeps a keyset scan inside its range. */
export const inRange = (at: string, id: string): string =>
  `(${at}, ${id}) < (:highAt, :highId) AND (${at}, ${id}) > (:lowAt, :lowId)`;

/** The direction in which rows must be read: a list's own, turned round where its end is asked for. */
export function directionOf(request: PageRequest, order: ListOrder): 'DESC' | 'ASC' {
  return (order === 'NEWEST_FIRST') === request.isBackward ? 'ASC' : 'DESC';
}

/** Makes a page of the rows of a statement that read one more than asked for. */
export function pageOf<Item>(
  request: PageRequest,
  rows: readonly PageItem<Item>[],
  position: LogPosition | null,
): Page<Item> {
  const hasMore = rows.length > request.limit;
  const kept = hasMore ? rows.slice(0, request.limit) : [...rows];
  if (request.isBackward) kept.reverse();
  return {
    items: kept,
    hasNext: request.isBackward ? request.before !== null : hasMore,
    hasPrevious: request.isBackward ? hasMore : request.after !== null,
    position: request.position ?? position,
  };
}

/** A statement in both directions. */
export interface TwoWay<Query> {
  readonly DESC: Query;
  readonly ASC: Query;
}

export const twoWay = <Query>(build: (direction: 'DESC' | 'ASC') => Query): TwoWay<Query> => ({
  DESC: build('DESC'),
  ASC: build('ASC'),
});
