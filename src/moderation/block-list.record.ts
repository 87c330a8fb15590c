import type { BlockListKind } from './block-list-entry.entity';
import type { EntryRecord } from './block-list.queries';
import { isErasedEmail } from './erased-email';

/** An entry as an object of the schema: the kind of a record is its type. */
export interface EntryNode extends Omit<EntryRecord, 'kind'> {
  readonly kind: 'BlockListEntry';
  readonly entryKind: BlockListKind;
}

const ERASED = '(an address that was deleted)';

export const toEntryNode = ({ kind, value, ...entry }: EntryRecord): EntryNode => ({
  ...entry,
  value: isErasedEmail(kind, value) ? ERASED : value,
  kind: 'BlockListEntry',
  entryKind: kind,
});
