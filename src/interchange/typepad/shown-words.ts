import MarkdownIt from 'markdown-it';
import { renderBody } from '../../comments/body-html';
import type { Words } from '../activitystreams/reading/words';

/** To render more takes seconds: it is shown as the text that it is. */
const MAX_LENGTH = 1_000_000;

/** Markdown of that time had HTML in it. What is not safe is cleaned out afterwards. */
const markdown = new MarkdownIt({ html: true, linkify: false });

const BLOCK =
  /<\/?(?:address|article|aside|blockquote|center|dd|details|div|dl|dt|embed|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|li|main|nav|object|ol|p|pre|script|section|style|table|tbody|td|tfoot|th|thead|tr|ul)\b/i;
/** In these, blank lines are no paragraphs. */
const VERBATIM = /<(\/?)(?:pre|script|style|table|textarea)\b/gi;
const MARK_UP = /[<>&\r\0]/;
const BLANK_LINES = /\r?\n(?:[ \t]*\r?\n)+/;
const TAG_OR_BREAK = /<[^<>]*>|\r?\n/g;

/** How the source of an entry is shown: what its CONVERT BREAKS says. */
type Breaks = 'LINES' | 'PARAGRAPHS' | 'MARKDOWN';

/**
 * The words of a text of an export, kept as they were written. What is shown is HTML that is safe to insert.
 * @param convertBreaks as the entry says; comments have none
 */
export function wordsOf(text: string, convertBreaks = '__default__'): Words {
  const breaks = breaksOf(convertBreaks);
  const format = breaks === 'MARKDOWN' ? 'MARKDOWN' : 'HTML';
  if (text.length > MAX_LENGTH) return { body: text, format, html: renderBody(text, 'TEXT') };
  // The mark-up of what has none is ours alone: there is nothing to clean.
  if (breaks !== 'MARKDOWN' && !MARK_UP.test(text))
    return { body: text, format, html: paragraphs(text, breaks).trim() };
  return { body: text, format, html: renderBody(htmlOf(text, breaks), 'HTML') };
}

function breaksOf(convertBreaks: string): Breaks {
  const value = convertBreaks.trim().toLowerCase();
  if (value.startsWith('markdown')) return 'MARKDOWN';
  return ['0', 'wysiwyg', 'richtext'].includes(value) ? 'PARAGRAPHS' : 'LINES';
}

function htmlOf(text: string, breaks: Breaks): string {
  if (breaks === 'MARKDOWN') return markdown.render(text);
  if (breaks === 'PARAGRAPHS' && BLOCK.test(text)) return text;
  return paragraphs(text, breaks);
}

/** Blank lines part paragraphs, but where the HTML has blocks of its own. */
function paragraphs(text: string, breaks: Breaks): string {
  let depth = 0;
  const shown = text.split(BLANK_LINES).map((part) => {
    const isVerbatim = depth > 0 || BLOCK.test(part);
    for (const [, slash] of part.matchAll(VERBATIM))
      depth = Math.max(0, depth + (slash === '' ? 1 : -1));
    if (isVerbatim || part.trim() === '') return part;
    return `<p>${breaks === 'LINES' ? withBreaks(part.trim()) : part.trim()}</p>`;
  });
  return shown.join('\n\n');
}

/** A line break within a tag is none, and one after <br> is there already. */
function withBreaks(paragraph: string): string {
  let endOfBreak = -1;
  return paragraph.replace(TAG_OR_BREAK, (found, at: number) => {
    if (!found.startsWith('<')) return at === endOfBreak ? found : `<br />${found}`;
    if (/^<br\b/i.test(found)) endOfBreak = at + found.length;
    return found;
  });
}
