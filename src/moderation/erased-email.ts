import { bulkUpdate } from '../database/bulk-update';
import { statement, type Queryable } from '../database/statement';
import { erasedKey } from '../profiles/erased-key';
import { digestKey } from '../profiles/erased.queries';
import type { BlockListKind } from './block-list-entry.entity';
import { entryOf, moveBlockList, type EntryRecord } from './block-list.queries';

/** Whether an entry is an address whose account was deleted: a digest of it, which still finds it. No address has no @. */
export const isErasedEmail = (kind: BlockListKind, value: string): boolean =>
  kind === 'EMAIL' && !value.includes('@');

/** What stands in the list for an address, in lower case, whose account was deleted. */
export async function emailDigester(on: Queryable): Promise<(emailKey: string) => string> {
  const key = await digestKey(on);
  return (emailKey) => erasedKey(key, 'LISTED_EMAIL', emailKey);
}

/** The entry of an address that is listed, though it is not kept: so it is not written down again. */
export async function erasedEntryOf(
  on: Queryable,
  kind: BlockListKind,
  value: string,
): Promise<EntryRecord | null> {
  if (kind !== 'EMAIL') return null;
  const digestOf = await emailDigester(on);
  return entryOf(on, { kind, value: digestOf(value) });
}

const listed = statement<{ id: number; value: string }>(
  (sql) => `SELECT "id", "value" FROM "block_list_entry"
    WHERE "kind" = 'EMAIL' AND ${sql.isOneOf('"value"', 'emails')}`,
);

const setValues = bulkUpdate('block_list_entry', ['id', 'value'], { value: 'given."value"' });

/** Makes digests of the addresses of somebody who leaves: whoever was not to write does not by leaving and coming again. */
export async function eraseListedEmails(on: Queryable, emails: readonly string[]): Promise<void> {
  const keys = emails.map((email) => email.toLowerCase());
  const found = await on.all(listed, { emails: keys });
  if (found.length === 0) return;
  await moveBlockList(on);
  const digestOf = await emailDigester(on);
  await setValues(
    on,
    found.map(({ id, value }) => ({ id, value: digestOf(value) })),
  );
}
