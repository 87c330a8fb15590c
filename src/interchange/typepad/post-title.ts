import { plainText } from '../../comments/plain-text';
import { cleanTitle } from '../../posts/post.service';

/** A title was shown as the HTML that it was written as; here it is plain text. Null where it is empty. */
export function postTitleOf(written: string): string | null {
  return cleanTitle(/[<&]/.test(written) ? plainText(written) : written);
}
