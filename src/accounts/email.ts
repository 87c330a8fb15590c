import isEmail from 'validator/lib/isEmail';

export const NO_EMAIL = 'This is not an email address.';

/** As long as an address can be (RFC 3696, erratum 1690). */
const MAX_LENGTH = 254;

/** Whether mail can be sent there, as far as a text tells. Half a surrogate pair has no UTF-8, in which isEmail counts. */
export const isWholeEmail = (text: string): boolean =>
  text.length <= MAX_LENGTH && !/\p{Cs}/u.test(text) && isEmail(text);
