import { createHmac } from 'node:crypto';
import type { IdentityKind } from './identity.entity';

/** What a deleted profile was known by: a username in lower case, or an identity. */
export type ErasedKind = 'USERNAME' | Exclude<IdentityKind, 'ERASED'>;

/** Of another kind than what imports know: that both are of one person does not show. */
export type DigestKind = ErasedKind | 'LISTED_EMAIL';

/**
 * All that is kept of what a deleted profile was known by: whoever has the database and a name can tell whether it was
 * one, but no name can be read from it.
 * @param key the database's own
 */
export const erasedKey = (key: string, kind: DigestKind, value: string): string =>
  createHmac('sha256', key).update(`${kind} ${value}`).digest('base64url');
