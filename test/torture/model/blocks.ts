import type { BlockDeed } from '../acts/ledger';
import { either, isWithin, type Certainty, type Moment, type Period } from './change';

/** Who blocked whom, and when. Blocks leave no trace in the log: they are known by their answers alone. */
export class Blocks {
  private readonly periods = new Map<string, Period[]>();

  /** @param deeds those of one pair in the order in which they were done */
  constructor(deeds: readonly BlockDeed[]) {
    for (const deed of deeds) this.note(deed);
  }

  isBlocking(blockerId: number, blockedId: number, moment: Moment): Certainty {
    return isWithin(this.periods.get(`${blockerId} ${blockedId}`) ?? [], moment);
  }

  /** Whether one of the two blocks the other. */
  areBetween(one: number, other: number, moment: Moment): Certainty {
    return either(this.isBlocking(one, other, moment), this.isBlocking(other, one, moment));
  }

  private note({ blockerId, blockedId, isBlocked, from, to }: BlockDeed): void {
    const key = `${blockerId} ${blockedId}`;
    const periods = this.periods.get(key) ?? [];
    this.periods.set(key, periods);
    const when = { sequence: null, from, to };
    const last = periods.at(-1);
    if (isBlocked) periods.push({ begin: when, end: null });
    else if (last) last.end = when;
  }
}
