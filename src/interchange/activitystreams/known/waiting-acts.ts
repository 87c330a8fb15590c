import type { Unit } from '../../../database/unit-of-work';
import { WaitingActEntity } from '../../waiting-act.entity';
import type { Act } from '../reading/act';
import { actsWaitingFor, isWaiting } from './waiting-acts.queries';

/** How many acts that wait for one thing are read together. */
const AT_ONCE = 64;

export interface WaitingAct {
  readonly id: number;
  readonly act: Act;
}

/** Acts that were told before what they are about, as one unit sees them. */
export class WaitingActs {
  constructor(private readonly unit: Unit) {}

  /**
   * Keeps an act until an id is known.
   * @returns false where it is kept already
   */
  async add(act: Act, awaitedId: string): Promise<boolean> {
    const key = keyOf(act);
    if (await isWaiting(this.unit, key)) return false;
    await this.unit.insert(WaitingActEntity, { key, awaitedId, act: JSON.stringify(act) });
    return true;
  }

  /** The first acts that wait for an id, after one of them; and whether there may be more. */
  async waitingFor(
    awaitedId: string,
    after: number,
  ): Promise<{ acts: WaitingAct[]; hasMore: boolean }> {
    const rows = await actsWaitingFor(this.unit, awaitedId, { after, limit: AT_ONCE });
    const acts = rows.map(({ id, act }) => ({ id, act: JSON.parse(act) as Act }));
    return { acts, hasMore: rows.length === AT_ONCE };
  }

  async remove(id: number): Promise<void> {
    await this.unit.manager.delete(WaitingActEntity, { id });
  }
}

/** What an act is remembered by: that of its activity, else the thing's own id. */
function keyOf(act: Act): string {
  const key = 'key' in act ? act.key : null;
  const id = key ?? (act.does === 'MAKE' ? act.thing.id : null);
  if (id === null) throw new Error(`An act that does ${act.does} cannot wait.`);
  return id;
}
