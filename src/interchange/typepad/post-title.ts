import { plainText } from '../../comments/plain-text';
import { cleanTitle, isTitleTooLong } from '../../posts/post.service';

/** A title was shown as the HTML that it was written as; here it is plain text. Null where it is empty. */
export function postTitleOf(written: string): string | null {
  return cleanTitle(asPlainText(written));
}

/** Whether a title is too long to be shown whole. */
export const isCutTitle = (written: string): boolean => isTitleTooLong(asPlainText(written));

const asPlainText = (written: string): string =>
  /[<&]/.test(written) ? plainText(written) : written;
