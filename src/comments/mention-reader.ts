import type Token from 'markdown-it/lib/token.mjs';
import sanitizeHtml from 'sanitize-html';
import type { BodyFormat } from '../posts/post.entity';
import { mentionedKeys } from '../profiles/username';
import { markdown } from './body-html';
import type { Words } from './comment.entity';

/** Parts of HTML that stand apart from each other; others, such as emphasis, may stand within a word. */
const BLOCK_TAG =
  /<\/?(?:address|article|blockquote|br|center|dd|div|dl|dt|figure|h\d|hr|img|li|ol|p|section|table|t[dhr]|ul)\b/gi;
const SILENT_TAGS = ['code', 'pre', 'script', 'style', 'textarea', 'option', 'noscript'];

/**
 * The usernames that a body mentions, as keys in the order of its words. They are read from the words as they are shown,
 * not as they are written: escapes, entities and emphasis hide no name. Code, addresses and the texts of pictures
 * mention nobody.
 */
export function mentionsIn({ body, bodyFormat }: Words): string[] {
  // An entity may stand for the sign.
  if (!/[@&]/.test(body)) return [];
  return mentionedKeys(shownText(body, bodyFormat));
}

function shownText(body: string, format: BodyFormat): string {
  switch (format) {
    case 'MARKDOWN':
      return markdown.parse(body, {}).map(textOfBlock).join('\n');
    case 'HTML':
      return sanitizeHtml(body.replace(BLOCK_TAG, ' $&'), {
        allowedTags: [],
        nonTextTags: SILENT_TAGS,
      });
    case 'TEXT':
      return body;
  }
}

function textOfBlock({ children }: Token): string {
  let text = '';
  let isInAddress = false;
  for (const token of children ?? []) {
    // An address that stands for itself; another link's text consists of words.
    if (token.markup === 'linkify' || token.markup === 'autolink')
      isInAddress = token.type === 'link_open';
    text += isInAddress ? ' ' : textOfToken(token);
  }
  return text;
}

/** What only marks words up, such as emphasis, stands between them as nothing. */
function textOfToken({ type, content }: Token): string {
  if (type === 'text') return content;
  return ['softbreak', 'hardbreak', 'code_inline', 'image'].includes(type) ? ' ' : '';
}
