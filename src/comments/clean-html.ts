import sanitizeHtml from 'sanitize-html';

/**
 * How deep tags may stand in each other; browsers go no deeper. Cleaning takes time that grows with the tags and with
 * their depth: without a bound, a hundred thousand tags in each other take half a minute.
 */
const MAX_DEPTH = 512;

/** Tags that end a line of text. */
const BLOCK = /^\/?(p|br|hr|div|li|h[1-6]|blockquote|pre|tr|dt|dd)\b/i;

class NestedTooDeep extends Error {}

/** HTML of which only what the options allow is left. Of HTML that is nested endlessly only the words are. */
export function cleanHtml(html: string, options: sanitizeHtml.IOptions): string {
  let depth = 0;
  try {
    return sanitizeHtml(html, {
      ...options,
      onOpenTag: () => {
        depth += 1;
        if (depth > MAX_DEPTH) throw new NestedTooDeep();
      },
      onCloseTag: () => {
        depth -= 1;
      },
    });
  } catch (error) {
    if (error instanceof NestedTooDeep) return wordsOf(html);
    throw error;
  }
}

/** What looks like mark-up or an entity is shown as it was written. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The words of HTML in lines, in one pass whatever its tags are like. */
function wordsOf(html: string): string {
  const [start = '', ...parts] = html.split('<');
  const words = parts.map((part) => {
    const text = part.slice(part.indexOf('>') + 1);
    return BLOCK.test(part) ? `\n${text}` : text;
  });
  // Without a tag left, this is about entities.
  const escaped = sanitizeHtml([start, ...words].join(''), { allowedTags: [] });
  const lines = escaped.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').join('<br />');
}
