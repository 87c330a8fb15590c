import { createHash } from 'node:crypto';
import type { Unit } from '../../../database/unit-of-work';
import { ForeignObjectEntity, type ForeignKind } from '../../foreign-object.entity';
import {
  foreignIdsOf,
  foreignRowsBetween,
  foreignRowsByIds,
  insertForeignRows,
  type ForeignRow,
} from './foreign.queries';
import type { OwnNames } from './own-names';

/** Stands between an id and what is noted beside it: ids hold no control characters. */
const BESIDE = '\n';
const AFTER_BESIDE = '\v';

export type Remark = 'deleted' | 'undone' | 'updated';

/** The key of what is noted beside an id; by whom, where that matters. */
export function besides(id: string, remark: Remark, actorId: string | null = null): string {
  const by = actorId === null ? '' : createHash('sha256').update(actorId).digest('base64url');
  return `${id}${BESIDE}${remark}${by.slice(0, 22)}`;
}

/**
 * What ids stand for, as it is in one unit: what the database holds, and what is yet to be written. Those that this database
 * gave itself stand for what they were given to, which is not written anywhere.
 */
export class ForeignNames {
  private readonly known = new Map<string, ForeignRow | null>();
  private fresh = new Set<string>();
  private readonly released = new Set<string>();

  constructor(
    private readonly unit: Unit,
    private readonly own: OwnNames,
  ) {}

  /** Looks ids up, all at once. */
  async load(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.known.has(id));
    if (missing.length === 0) return;
    for (const id of missing) this.known.set(id, null);
    for (const row of await foreignRowsByIds(this.unit, missing))
      this.known.set(row.foreignId, row);
    await this.loadOwn(missing);
  }

  private async loadOwn(ids: readonly string[]): Promise<void> {
    await this.own.load(ids);
    for (const foreignId of ids) {
      const thing = await this.own.find(foreignId);
      if (thing?.id == null || thing.kind === 'profile') continue;
      const kind = thing.kind === 'comment' ? 'COMMENT' : 'ACTIVITY';
      this.known.set(foreignId, { foreignId, kind, localId: thing.id });
    }
  }

  async find(id: string): Promise<ForeignRow | null> {
    if (!this.known.has(id)) await this.load([id]);
    return this.known.get(id) ?? null;
  }

  /** Remembers what an id stands for, in place of what it stood for. */
  async set(foreignId: string, kind: ForeignKind, localId: number | null): Promise<void> {
    const row = { foreignId, kind, localId };
    const before = await this.find(foreignId);
    const isWritten = before !== null && !this.fresh.has(foreignId);
    // Acts wait for names that are noted only.
    if (before && before.kind !== kind && (kind === 'COMMENT' || kind === 'POST'))
      this.release(foreignId);
    this.known.set(foreignId, row);
    if (isWritten) await this.unit.manager.update(ForeignObjectEntity, { foreignId }, row);
    else this.fresh.add(foreignId);
  }

  /** Whether an act was applied that is remembered by this. */
  async isActKnown(key: string): Promise<boolean> {
    const row = await this.find(key);
    return row !== null && row.kind !== 'AWAITED';
  }

  /** Notes that something waits for an id. */
  async await(id: string): Promise<void> {
    if ((await this.find(id)) === null) await this.set(id, 'AWAITED', null);
  }

  /** More is known of a post or a comment than before: whatever its names are waited for by can go on. */
  async arrive(kind: 'COMMENT' | 'POST', localId: number): Promise<void> {
    await this.flush();
    for (const id of await foreignIdsOf(this.unit, kind, localId)) this.release(id);
  }

  /** What waits for an id is to be looked at again. */
  release(id: string): void {
    this.released.add(id);
  }

  /** The ids that were released since it was asked last. */
  takeReleased(): string[] {
    const released = [...this.released];
    this.released.clear();
    return released;
  }

  /** Notes that a comment waits for an id. */
  async addWaiting(id: string, commentId: number): Promise<void> {
    await this.await(id);
    await this.set(`${id}${BESIDE}${commentId}`, 'WAITING', commentId);
  }

  /** The comments that wait for an id; they do so no longer. */
  async takeWaiting(id: string): Promise<number[]> {
    await this.flush();
    const rows = await foreignRowsBetween(this.unit, `${id}${BESIDE}`, `${id}${AFTER_BESIDE}`);
    const waiting = rows.filter((row) => row.kind === 'WAITING');
    for (const { foreignId } of waiting) {
      await this.unit.manager.delete(ForeignObjectEntity, { foreignId });
      this.known.set(foreignId, null);
    }
    return waiting.flatMap((row) => row.localId ?? []);
  }

  /** Forgets what was looked up, after rows were changed behind its back. */
  async forget(): Promise<void> {
    await this.flush();
    this.known.clear();
  }

  async flush(): Promise<void> {
    const rows = [...this.fresh].flatMap((id) => this.known.get(id) ?? []);
    this.fresh = new Set();
    await insertForeignRows(this.unit, rows);
  }
}
