import { createHash } from 'node:crypto';
import { oldAddressOf } from '../../../posts/old-address';
import type { IdentityKind } from '../../../profiles/identity.entity';
import { emailKeyOf } from '../../../mail/email-address';

/** What somebody wrote above their words. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly url: string;
}

/** By which somebody is known. */
export interface IdentityKey {
  readonly kind: Exclude<IdentityKind, 'ACTIVITY_STREAMS' | 'ERASED'>;
  readonly value: string;
}

/** Keys must fit an index entry of every database. */
const MAX_VALUE_BYTES = 1_000;

const TYPEPAD_PROFILE = /^https?:\/\/profile\.typepad\.com\/([a-z0-9._~-]+)\/?(?:[?#].*)?$/i;

/** What follows `profile.typepad.com/`: an opaque id, or the alias that somebody chose. Null for another address. */
export function typepadIdOf(url: string): string | null {
  return TYPEPAD_PROFILE.exec(url.trim())?.[1]?.toLowerCase() ?? null;
}

/**
 * Who somebody is, by the strongest thing that they signed with alone. What stands beside it could join two profiles into
 * one, but then who is who would depend on which words are read first.
 * @param site where it was written
 */
export function identityKeyOf({ name, email, url }: Signature, site: string): IdentityKey {
  const typepadId = typepadIdOf(url);
  if (typepadId !== null) return { kind: 'TYPEPAD', value: typepadId };
  const address = emailKeyOf(email);
  if (address !== null) return { kind: 'EMAIL', value: address };
  const homepage = oldAddressOf(url)?.address;
  if (homepage !== undefined) return { kind: 'NAME_AND_URL', value: pairOf(name, homepage) };
  return { kind: 'NAME_AT_SITE', value: pairOf(name, site) };
}

function pairOf(name: string, address: string): string {
  const pair = `${nameKeyOf(name)}\n${address}`;
  if (Buffer.byteLength(pair) <= MAX_VALUE_BYTES) return pair;
  return createHash('sha256').update(pair).digest('base64url');
}

/** Accents tell people apart; upper case and blanks do not. */
const nameKeyOf = (name: string): string =>
  name.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
