import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import type { BodyFormat } from '../posts/post.entity';
import { cleanHtml, escapeHtml } from './clean-html';

/** Without tables: of one short row and many empty ones ten thousand characters make sixty thousand cells. */
export const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true }).disable(
  'table',
);

/** Of one comment. A long address that is given once makes a link of each three characters that refer to it. */
const MAX_MARKDOWN_HTML = 100_000;

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['p', 'br', 'hr', 'blockquote', 'pre', 'code', 'ul', 'ol', 'li', 'dl', 'dt', 'dd'],
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
    ...['a', 'b', 'strong', 'i', 'em', 'u', 's', 'del', 'ins', 'sub', 'sup', 'small', 'q'],
    ...['cite', 'abbr', 'kbd', 'samp', 'var', 'mark', 'span', 'div', 'img'],
  ],
  allowedAttributes: {
    a: ['href', 'title', 'rel'],
    img: ['src', 'alt', 'title', 'width', 'height', 'loading'],
    abbr: ['title'],
    ol: ['start'],
    th: ['colspan', 'rowspan'],
    td: ['colspan', 'rowspan'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: ['http', 'https'] },
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  transformTags: {
    // Nobody gains rank by leaving links, and an opened page has no hold on this one.
    a: sanitizeHtml.simpleTransform('a', { rel: 'nofollow ugc noopener' }),
    img: sanitizeHtml.simpleTransform('img', { loading: 'lazy' }),
  },
};

/** HTML of a body that is always safe to insert in a page. */
export function renderBody(body: string, format: BodyFormat): string {
  switch (format) {
    case 'MARKDOWN':
      return renderMarkdown(body);
    case 'HTML':
      return cleanHtml(body, allowed).trim();
    case 'TEXT':
      return renderText(body);
  }
}

/** What would be too long is shown as it was written. */
function renderMarkdown(body: string): string {
  const html = markdown.render(body);
  return html.length > MAX_MARKDOWN_HTML ? renderText(body) : cleanHtml(html, allowed).trim();
}

/** Its mark-up is ours alone: there is nothing to clean. */
function renderText(text: string): string {
  return text
    .split(/\r?\n[ \t]*\r?\n\s*/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${escapeHtml(paragraph.trim()).replace(/\r?\n/g, '<br />')}</p>`)
    .join('\n');
}
