import { shownName } from '../../../profiles/profile-text';

/** A name as it can be shown, of which blanks are no part. */
export const displayNameOf = (written: string): string =>
  shownName(written.replace(/\s+/gu, ' ')) ?? 'Anonymous';
