const EMAIL = /(?<![^\s@"'<>(),;:/])[^\s@"'<>(),;:/]+@[^\s@"'<>(),;:/]+/g;
/** Tokens, and the hashes of tokens and passwords. */
const SECRET = /\$argon2[^\s"']{1,200}|\bBearer +[\w-]+|\b[\w-]{40,}/g;
const IPV4 = /(?:::ffff:|\b)\d{1,3}(?:\.\d{1,3}){3}\b/gi;
const IPV6 = /(?<![\w:])(?:[\da-f]{0,4}:){3,7}[\da-f]{1,4}(?![\w:])/gi;
/** An error's message may hold what somebody sent; nobody reads all of a long one. */
const MAX_LENGTH = 10_000;

/** A text as it may be in the log: nobody's address, email or token is in it. */
export const logText = (text: string): string =>
  text
    .slice(0, MAX_LENGTH)
    .replace(EMAIL, '[email]')
    .replace(SECRET, '[secret]')
    .replace(IPV4, '[address]')
    .replace(IPV6, '[address]');
