import { dictionary } from '@zxcvbn-ts/language-common';

/** Some 49,000 passwords that many people have, from breaches, in lower case. Made when it is first needed. */
let common: ReadonlySet<string> | null = null;

export function isCommonPassword(password: string): boolean {
  common ??= new Set(dictionary['passwords-common']);
  return common.has(password.toLowerCase());
}
