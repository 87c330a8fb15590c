import { firstCharacters } from '../../../characters';
import { renderBody } from '../../../comments/body-html';
import { escapeHtml } from '../../../comments/clean-html';
import { plainText } from '../../../comments/plain-text';
import type { BodyFormat } from '../../../posts/post.entity';
import { Fault } from './fault';
import { languageTextOf, textOf, type Json } from './values';

/** What somebody wrote: the source as it was, and what is shown of it. */
export interface Words {
  readonly body: string;
  readonly format: BodyFormat;
  readonly html: string;
}

/** No page that people wrote comes near this; to render more than it would take seconds. */
const MAX_LENGTH = 1_000_000;

const TITLE_CHARACTERS = 80;

/**
 * The words of an object; null where it has none.
 * @param warning what is to be read before them, as plain text
 */
export function readWords(object: Json, warning: string | null = null): Words | null {
  const content = languageTextOf(object.content, object.contentMap);
  if (content === null) return null;
  const format = formatOf(object.mediaType);
  const body = warning === null ? content : `${PARAGRAPH_OF[format](warning)}${content}`;
  if (body.length > MAX_LENGTH) throw new Fault('Its content is longer than a million characters.');
  return { body, format, html: renderBody(body, format) };
}

const PARAGRAPH_OF: Record<BodyFormat, (text: string) => string> = {
  HTML: (text) => `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`,
  MARKDOWN: (text) => `${text.replace(/[!-/:-@[-`{-~]/g, '\\$&')}\n\n`,
  TEXT: (text) => `${text}\n\n`,
};

/** What is of no known type is shown as the plain text that it is. */
function formatOf(mediaType: unknown): BodyFormat {
  const type = (textOf(mediaType) ?? 'text/html').split(';')[0]?.trim().toLowerCase();
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'HTML';
  return type === 'text/markdown' || type === 'text/x-markdown' ? 'MARKDOWN' : 'TEXT';
}

/** The first words of what somebody wrote, as its title; null when there are none. */
export function firstWords({ html }: Words): string | null {
  const text = plainText(html.slice(0, 10_000)).replace(/\s+/g, ' ').trim();
  const start = firstCharacters(text, TITLE_CHARACTERS);
  if (start === '' || start === text) return text === '' ? null : text;
  const whole = start.replace(/(?<!\s)\s+\S*$/, '');
  return `${whole === '' ? start : whole}…`;
}
