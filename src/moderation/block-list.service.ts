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
import { emailDigester, erasedEntryOf } from './erased-email';

const MAX_ENTRIES = 5_000;

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
    const list = new BlockList(await allEntries(unit), await emailDigester(unit));
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
      await moveBlockList(unit);
      const known =
        (await entryOf(unit, { kind, value })) ?? (await erasedEntryOf(unit, kind, value));
      if (known?.effect === effect) return known.id;
      if (known) {
        await unit.manager.update(BlockListEntryEntity, { id: known.id }, { effect });
        await this.note(unit, viewer, known, { ...known, effect });
        return known.id;
      }
      if ((await blockListSize(unit)) >= MAX_ENTRIES)
        throw refuse('value', 'INVALID', `The list has ${MAX_ENTRIES} entries: remove some first.`);
      const entry = { kind, value, effect, createdAt: this.clock() };
      const newId = await unit.insert(BlockListEntryEntity, entry);
      await this.note(unit, viewer, null, { ...entry, id: newId });
      return newId;
    });
    const [entry] = await entriesByIds(this.reads, [id]);
    return entry ?? null;
  }

  /** Takes something off the list; again changes nothing. @throws DomainError FORBIDDEN */
  async remove(viewer: Viewer, id: number): Promise<void> {
    refuseMembers(viewer);
    await this.units.run(async (unit) => {
      await moveBlockList(unit);
      const [known] = await entriesByIds(unit, [id]);
      if (!known) return;
      await unit.manager.delete(BlockListEntryEntity, { id });
      await this.note(unit, viewer, known, null);
    });
  }

  private note(
    unit: Unit,
    viewer: Viewer,
    before: EntryRecord | null,
    after: EntryRecord | null,
  ): Promise<void> {
    const at = { actorId: viewer.profileId, decidedAt: this.clock() };
    const told = { before: before && recordText(before), after: after && recordText(after) };
    return recordDecision(unit, { subject: 'BLOCK_LIST', ...at, ...told });
  }
}

/** An entry as the record tells of it: one that is somebody's address by its number. */
const recordText = ({ kind, effect, id, value }: EntryRecord): string =>
  `${kind} ${effect} ${kind === 'WORD' || kind === 'URL' ? value : `#${id}`}`;
