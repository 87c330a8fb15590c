import { Lexer, Source, TokenKind } from 'graphql';
import { tooComplex } from './too-complex';

/** Characters. Whatever is long is given in variables. To find where an error stands, all of them are gone through. */
const MAX_LENGTH = 64 * 1024;
/** Before what is last in it: where an error stands is told by lines, which are counted for each. */
const MAX_LINES = 2_000;
/** Brackets of any kind in each other. The parser goes as deep on the stack; fields have a limit of their own. */
const MAX_NESTING = 200;

const OPENING: ReadonlySet<string> = new Set([
  ...[TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L],
]);
const CLOSING: ReadonlySet<string> = new Set([
  ...[TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R],
]);

/**
 * Refuses a text that is too long, or too deep, to be parsed.
 * @throws DomainError QUERY_TOO_COMPLEX
 * @throws GraphQLError for what no token begins with
 */
export function checkTokens(text: string, limit: number): void {
  const lexer = new Lexer(new Source(text));
  let nesting = 0;
  for (let tokens = 1; ; tokens += 1) {
    const { kind } = lexer.advance();
    if (lexer.line > MAX_LINES)
      throw tooComplex(`It has more than ${MAX_LINES} lines; ${MAX_LINES} are allowed.`, {
        lines: lexer.line,
        limit: MAX_LINES,
      });
    if (kind === TokenKind.EOF) break;
    // Nobody counts on: the rest may be long.
    if (tokens > limit)
      throw tooComplex(`It has more than ${limit} tokens; ${limit} are allowed.`, {
        tokens,
        limit,
      });
    if (OPENING.has(kind)) nesting += 1;
    if (CLOSING.has(kind)) nesting -= 1;
    if (nesting > MAX_NESTING)
      throw tooComplex(
        `It has more than ${MAX_NESTING} brackets in each other; ${MAX_NESTING} are allowed.`,
        { nesting, limit: MAX_NESTING },
      );
  }
  if (text.length > MAX_LENGTH)
    throw tooComplex(`It has ${text.length} characters; ${MAX_LENGTH} are allowed.`, {
      characters: text.length,
      limit: MAX_LENGTH,
    });
}
