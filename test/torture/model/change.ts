/**
 * What is known of when something was done: its place in the log where it has one, and two instants of the test's own
 * clock, in milliseconds, between which it became true for all who ask the server.
 */
export interface Change {
  readonly sequence: number | null;
  readonly from: number;
  readonly to: number;
}

/** When a message was made: when the log held at least `sequence`, and between two instants. */
export interface Moment {
  readonly sequence: number;
  readonly from: number;
  readonly to: number;
}

/** Whether something was so when a message was made. */
export type Certainty = 'ALWAYS' | 'SOMETIMES' | 'NEVER';

export interface Period {
  readonly begin: Change;
  /** Null while it lasts. */
  end: Change | null;
}

export function hasHappened(change: Change, moment: Moment): Certainty {
  if (change.sequence !== null && change.sequence <= moment.sequence) return 'ALWAYS';
  if (change.to <= moment.from) return 'ALWAYS';
  return change.from >= moment.to ? 'NEVER' : 'SOMETIMES';
}

/** Whether a moment lies in one of the periods. */
export function isWithin(periods: readonly Period[], moment: Moment): Certainty {
  return periods.map((period) => isDuring(period, moment)).reduce(either, 'NEVER');
}

export function isDuring({ begin, end }: Period, moment: Moment): Certainty {
  return both(hasHappened(begin, moment), end ? not(hasHappened(end, moment)) : 'ALWAYS');
}

export function not(one: Certainty): Certainty {
  if (one === 'SOMETIMES') return one;
  return one === 'ALWAYS' ? 'NEVER' : 'ALWAYS';
}

export function both(one: Certainty, other: Certainty): Certainty {
  if (one === 'NEVER' || other === 'NEVER') return 'NEVER';
  return one === 'ALWAYS' ? other : one;
}

export const either = (one: Certainty, other: Certainty): Certainty =>
  not(both(not(one), not(other)));
