import { firstCharacters } from '../../../characters';

const MAX_CHARACTERS = 80;
/** What a display name must not hold, as in profile-text.ts. */
const UNWELCOME = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** A name as it can be shown. */
export function displayNameOf(written: string): string {
  const clean = written.replace(UNWELCOME, ' ').replace(/\s+/gu, ' ').trim();
  return VISIBLE.test(clean) ? firstCharacters(clean, MAX_CHARACTERS).trim() : 'Anonymous';
}
