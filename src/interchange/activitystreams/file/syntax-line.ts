import { parser } from 'stream-json';

/** The parser looks this far ahead before it judges; blanks mean nothing, as no string goes over the end of a line. */
const LOOKAHEAD = ' '.repeat(20);

/**
 * The line on which a text stops being JSON, counted from 0. JSON.parse tells what is wrong, but not always where.
 */
export async function syntaxErrorLine(text: string): Promise<number> {
  const lines = text.split('\n');
  const tokens = parser({ packValues: false });
  // Each write tells of its own error below.
  tokens.on('error', () => undefined).resume();
  for (const [index, line] of lines.entries()) {
    const isBroken = await new Promise<boolean>((resolve) => {
      tokens.write(`${line}${LOOKAHEAD}\n`, (error) => resolve(error != null));
    });
    if (isBroken) return index;
  }
  tokens.destroy();
  return lines.length - 1;
}
