import isEmail from 'validator/lib/isEmail';
import { MAX_EMAIL } from '../mail/email-address';

export const NO_EMAIL = 'This is not an email address.';

/** Whether mail can be sent there, as far as a text tells. Half a surrogate pair has no UTF-8, in which isEmail counts. */
export const isWholeEmail = (text: string): boolean =>
  text.length <= MAX_EMAIL && !/\p{Cs}/u.test(text) && isEmail(text);
