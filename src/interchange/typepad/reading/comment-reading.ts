import { parseWebUrl } from '../../../posts/post-url';
import type { Field } from '../export-event';
import { identityKeyOf, typepadIdOf } from '../people/identity-key';
import { wordsOf } from '../shown-words';
import type { ExportContext } from './export-context';
import { digestOf } from './digest';
import { valueOf } from './fields';
import type { CommentDraft, PostDraft } from './portion';
import type { Ordinals } from './ordinals';

const MAX_HOMEPAGE = 2_000;

/** Where a comment stands. */
export interface CommentPlace {
  readonly post: PostDraft;
  readonly line: number;
  readonly position: number;
  /** The date of what stands before it, for one whose own date cannot be read. */
  readonly before: number | null;
}

/** A comment as it is to be imported; null where neither it nor what stands before it has a date. */
export function readComment(
  { post, line, position, before }: CommentPlace,
  fields: readonly Field[],
  body: string,
  ordinals: Ordinals,
  { instantOf }: ExportContext,
): CommentDraft | null {
  const signed = {
    keys: fields.map((field) => field.key[0]).join(''),
    name: valueOf(fields, 'AUTHOR'),
    email: valueOf(fields, 'EMAIL'),
    ip: valueOf(fields, 'IP'),
    url: valueOf(fields, 'URL'),
    dateText: valueOf(fields, 'DATE'),
  };
  const createdAt = instantOf(signed.dateText) ?? before;
  if (createdAt === null) return null;
  const key = identityKeyOf(signed, post.site.address);
  const alike = digestOf(key.kind, key.value, signed.dateText, body);
  const ordinal = ordinals.next(alike);
  const told = ordinal === 0 ? alike : digestOf(alike, `${ordinal}`);
  return {
    line,
    position,
    key: `${post.key}${told}`,
    author: { key, name: signed.name, homepageUrl: homepageOf(signed.url) },
    createdAt,
    body,
    bodyHtml: wordsOf(body).html,
    signed,
  };
}

function homepageOf(text: string): string | null {
  if (typepadIdOf(text) !== null) return null;
  const { href } = parseWebUrl(text) ?? {};
  return href !== undefined && href.length <= MAX_HOMEPAGE ? href : null;
}
