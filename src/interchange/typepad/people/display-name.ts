import { isNameTooLong, shownName } from '../../../profiles/profile-text';

const withoutBlanks = (written: string): string => written.replace(/\s+/gu, ' ');

/** A name as it can be shown, of which blanks are no part. */
export const displayNameOf = (written: string): string =>
  shownName(withoutBlanks(written)) ?? 'Anonymous';

/** Whether a name is too long to be shown whole. */
export const isCutName = (written: string): boolean => isNameTooLong(withoutBlanks(written));
