import { characterCount } from '../characters';
import { refuse } from '../errors';

const MAX_CHARACTERS = 10_000;
/** White space and joiners alone would be shown as nothing. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** A comment's words as they are stored: without white space at their end. White space at the start means code in markdown. */
export function checkBody(body: string): string {
  const trimmed = body.replace(/^(?:[ \t]*\r?\n)+/, '').trimEnd();
  if (!VISIBLE.test(trimmed)) throw refuse('body', 'INVALID', 'A comment needs some words.');
  if (trimmed.length > MAX_CHARACTERS && characterCount(trimmed) > MAX_CHARACTERS)
    throw refuse('body', 'INVALID', 'A comment has at most 10,000 characters.');
  if (CONTROL.test(body)) throw refuse('body', 'INVALID', 'A comment holds no control characters.');
  return trimmed;
}
