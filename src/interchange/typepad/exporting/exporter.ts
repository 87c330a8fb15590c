import { escapeHtml } from '../../../comments/clean-html';
import type { Queryable } from '../../../database/statement';
import type { ExportEvent, Field } from '../export-event';
import { fieldsOf } from '../reading/fields';
import { exportDateText } from './export-date-text';
import {
  exportedComments,
  exportedPosts,
  nextSection,
  type ExportedComment,
  type ExportedPost,
  type ExportedSection,
} from './export.queries';

const POSTS_AT_ONCE = 50;
const COMMENTS_AT_ONCE = 100;

export interface TypepadExportOptions {
  /** Null for all sites. */
  readonly siteId: number | null;
  /** The address of a profile's page on this server. */
  readonly profileUrl: (username: string) => string;
}

/**
 * Everything on the posts of a site that can be seen, as an export of Typepad holds it: what an import brought as it was
 * written, what people wrote since as HTML.
 */
export async function* exportEvents(
  on: Queryable,
  options: TypepadExportOptions,
): AsyncGenerator<ExportEvent> {
  const { siteId } = options;
  for (let after = 0; ;) {
    const posts = await exportedPosts(on, { siteId, after, limit: POSTS_AT_ONCE });
    for (const post of posts) yield* entryEvents(on, post, options);
    after = posts.at(-1)?.id ?? after;
    if (posts.length < POSTS_AT_ONCE) return;
  }
}

async function* entryEvents(
  on: Queryable,
  post: ExportedPost,
  options: TypepadExportOptions,
): AsyncGenerator<ExportEvent> {
  yield { kind: 'ENTRY', line: 0, fields: headOf(post) };
  let section = await firstSection(on, post);
  for await (const comment of commentsOf(on, post.id)) {
    for (; section && (comment.position ?? Infinity) > section.position;) {
      yield sectionEvent(section);
      section = await nextSection(on, post.id, section.position);
    }
    yield commentEvent(comment, options);
  }
  for (; section; section = await nextSection(on, post.id, section.position))
    yield sectionEvent(section);
  yield { kind: 'ENTRY_END', line: 0 };
}

async function* commentsOf(on: Queryable, postId: number): AsyncGenerator<ExportedComment> {
  for (let after = 0; ;) {
    const page = await exportedComments(on, { postId, after, limit: COMMENTS_AT_ONCE });
    yield* page;
    after = page.at(-1)?.id ?? after;
    if (page.length < COMMENTS_AT_ONCE) return;
  }
}

/** A post that was made here has no more than its body. */
function firstSection(on: Queryable, post: ExportedPost): Promise<ExportedSection | null> {
  if (post.header !== null) return nextSection(on, post.id, 0);
  return Promise.resolve({ position: 0, section: 'BODY', text: post.body ?? '' });
}

function headOf(post: ExportedPost): Field[] {
  if (post.header !== null) return fieldsOf(post.header);
  const { authorName, title, url, publishedAt, bodyFormat } = post;
  return [
    ...(authorName === null ? [] : [field('AUTHOR', authorName)]),
    field('TITLE', escapeHtml(title ?? '')),
    field('STATUS', 'Publish'),
    field('ALLOW COMMENTS', '1'),
    field('CONVERT BREAKS', bodyFormat === 'MARKDOWN' ? 'markdown' : 'wysiwyg'),
    field('UNIQUE URL', url),
    ...(publishedAt === null ? [] : [field('DATE', exportDateText(publishedAt))]),
  ];
}

const sectionEvent = ({ section, text }: ExportedSection): ExportEvent => ({
  kind: 'SECTION',
  line: 0,
  section,
  text,
});

function commentEvent(comment: ExportedComment, options: TypepadExportOptions): ExportEvent {
  const { body, bodyFormat, bodyHtml } = comment;
  const text = bodyFormat === 'HTML' && comment.keys !== null ? body : bodyHtml;
  return { kind: 'COMMENT', line: 0, fields: signatureOf(comment, options), text };
}

/** The addresses of those who wrote here stay here. */
function signatureOf(comment: ExportedComment, { profileUrl }: TypepadExportOptions): Field[] {
  const { keys, name, email, ip, url, dateText } = comment;
  if (keys === null)
    return [
      field('AUTHOR', comment.displayName),
      field('EMAIL', ''),
      field('IP', ''),
      field('URL', profileUrl(comment.username)),
      field('DATE', exportDateText(comment.createdAt)),
    ];
  const written: Record<string, Field> = {
    A: field('AUTHOR', name ?? ''),
    E: field('EMAIL', email ?? ''),
    I: field('IP', ip ?? ''),
    U: field('URL', url ?? ''),
    D: field('DATE', dateText ?? ''),
  };
  return Array.from(keys).flatMap((key) => written[key] ?? []);
}

const field = (key: string, value: string): Field => ({ key, value, line: 0 });
