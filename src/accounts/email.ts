import isEmail from 'validator/lib/isEmail';

export const NO_EMAIL = 'This is not an email address.';

/** Whether mail can be sent there, as far as a text tells. Half a surrogate pair has no UTF-8, in which isEmail counts. */
export const isWholeEmail = (text: string): boolean => !/\p{Cs}/u.test(text) && isEmail(text);
