import { randomInt } from 'node:crypto';
import { refuseMembers } from '../accounts/role-rules';
import type { Viewer } from '../accounts/viewer';
import type { Clock } from '../clock';
import type { Page, PageRequest } from '../database/page';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { refuse } from '../errors';
import { BlockList, type ListedValue } from './block-list';
import { BlockListEntryEntity } from './block-list-entry.entity';
import { blockListValue } from './block-list-value';
import {
  allEntries,
  blockListSize,
  blockListVersion,
  entriesByIds,
  entriesPage,
  entryOf,
  moveBlockList,
  type EntryRecord,
} from './block-list.queries';
import { recordDecision } from './decision.queries';

const MAX_ENTRIES = 5_000;
const MAX_VERSION = 2 ** 48 - 1;

/** What comments are not accepted with. It is kept in memory, and read anew when it has changed, here or on another node. */
export class BlockListService {
  private kept: { readonly version: number; readonly list: BlockList } | null = null;

  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The list as it is in a unit. */
  async current(unit: Unit): Promise<BlockList> {
    const version = await blockListVersion(unit);
    if (this.kept?.version === version) return this.kept.list;
    const list = new BlockList(await allEntries(unit));
    this.kept = { version, list };
    return list;
  }

  /** The entries, the newest first. @throws DomainError FORBIDDEN */
  async entries(viewer: Viewer, request: PageRequest): Promise<Page<EntryRecord>> {
    refuseMembers(viewer);
    return entriesPage(this.reads, request);
  }

  /** Lists something; what is listed already gets this effect. @throws DomainError FORBIDDEN */
  async add(
    viewer: Viewer,
    { kind, value: text, effect }: ListedValue,
  ): Promise<EntryRecord | null> {
    refuseMembers(viewer);
    const value = blockListValue(kind, text);
    const id = await this.units.run(async (unit) => {
      await this.change(unit);
      const known = await entryOf(unit, { kind, value });
      if (known?.effect === effect) return known.id;
      const before = known && `${kind} ${known.effect}`;
      await this.note(unit, viewer, before, `${kind} ${effect}`);
      if (known) {
        await unit.manager.update(BlockListEntryEntity, { id: known.id }, { effect });
        return known.id;
      }
      if ((await blockListSize(unit)) >= MAX_ENTRIES)
        throw refuse('value', 'INVALID', `The list has ${MAX_ENTRIES} entries: remove some first.`);
      return unit.insert(BlockListEntryEntity, { kind, value, effect, createdAt: this.clock() });
    });
    const [entry] = await entriesByIds(this.reads, [id]);
    return entry ?? null;
  }

  /** Takes something off the list; again changes nothing. @throws DomainError FORBIDDEN */
  async remove(viewer: Viewer, id: number): Promise<void> {
    refuseMembers(viewer);
    await this.units.run(async (unit) => {
      await this.change(unit);
      const [known] = await entriesByIds(unit, [id]);
      if (!known) return;
      await unit.manager.delete(BlockListEntryEntity, { id });
      await this.note(unit, viewer, `${known.kind} ${known.effect}`, null);
    });
  }

  /** A version that nobody has seen: one that is counted could be that of a change that was undone. */
  private change(unit: Unit): Promise<void> {
    return moveBlockList(unit, 1 + randomInt(MAX_VERSION));
  }

  /** The record tells of what kind it is alone: an entry may be somebody's address. */
  private note(
    unit: Unit,
    viewer: Viewer,
    before: string | null,
    after: string | null,
  ): Promise<void> {
    const at = { actorId: viewer.profileId, decidedAt: this.clock() };
    return recordDecision(unit, { subject: 'BLOCK_LIST', ...at, before, after });
  }
}
