import type { JsonForm } from './json-cutter';

/**
 * Tells by the beginning of a file whether each line is a value of its own. A line that is broken must not make a
 * document of a file of lines, so the second line is heard too.
 */
export function formOf(beginning: string): JsonForm {
  const lines = beginning.split('\n').filter((line) => line.trim() !== '');
  const [first = '', second] = lines.map((line) => line.trim());
  if (second === undefined || isJson(first) || !first.startsWith('{')) return 'LINES';
  if (/[{[,:]$/.test(first)) return 'DOCUMENT';
  return second.startsWith('{') ? 'LINES' : 'DOCUMENT';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
