import type { BlockListKind } from './block-list-entry.entity';
import type { EntryRecord } from './block-list.queries';

/** An entry as an object of the schema: the kind of a record is its type. */
export interface EntryNode extends Omit<EntryRecord, 'kind'> {
  readonly kind: 'BlockListEntry';
  readonly entryKind: BlockListKind;
}

export const toEntryNode = ({ kind, ...entry }: EntryRecord): EntryNode => ({
  ...entry,
  kind: 'BlockListEntry',
  entryKind: kind,
});
