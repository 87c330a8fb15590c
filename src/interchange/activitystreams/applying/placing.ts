import { returnToThread } from '../../../comments/comment-placing';
import type { ThreadPlace } from '../../../comments/comment-thread.queries';
import { normalizePostUrl } from '../../../posts/post-url';
import type { Draft } from '../known/draft';
import { Fault } from '../reading/fault';
import { NotKnownYet } from './not-known-yet';
import { knownByUrl, type PageFacts } from '../known/pages';
import type { Note, Page } from '../reading/thing';

/** Where a comment goes. */
export interface Placing {
  readonly postId: number;
  readonly parent: ThreadPlace | null;
  /** What it replies to, where that is not known yet: it stands on its page and waits. */
  readonly awaits: string | null;
}

/**
 * Finds what a note replies to. What is unknown is taken for a page and becomes a post, described by the note's context;
 * but where the context is a page of another address, it is taken for a comment on that page that is yet to come.
 * @throws NotKnownYet when it is neither known nor at a web address
 */
export async function placeNote(draft: Draft, note: Note): Promise<Placing> {
  const { inReplyTo, context } = note;
  if (inReplyTo === note.id || inReplyTo === note.url) throw new Fault('It replies to itself.');
  const known = await draft.names.find(inReplyTo);
  if (known?.kind === 'COMMENT' && known.localId !== null) return placeReply(draft, known.localId);
  if (context && isSamePage(context, inReplyTo))
    return onPage(await describedPage(draft, context, inReplyTo));
  if (known?.localId != null && ['POST', 'AWAITED'].includes(known.kind))
    return onPage(known.localId);
  return placeUnknown(draft, inReplyTo, context);
}

const onPage = (postId: number): Placing => ({ postId, parent: null, awaits: null });

async function placeReply(draft: Draft, commentId: number): Promise<Placing> {
  const parent = await draft.placeOf(commentId);
  if (!parent) throw new Fault('It replies to a comment that is no longer there.');
  return { postId: parent.postId, parent, awaits: null };
}

/** Gives a tombstone that stood for nothing its place back, before a reply to it is made. */
export async function listAgain(draft: Draft, parent: ThreadPlace): Promise<void> {
  if (parent.isListed) return;
  await draft.settle();
  await returnToThread(draft.unit, parent);
}

/** A page without any address of its own describes what the note replies to. */
function isSamePage({ id, address }: Page, inReplyTo: string): boolean {
  if (id === inReplyTo || (id === null && address === null)) return true;
  return address !== null && address === normalizePostUrl(inReplyTo) && !hasFragment(inReplyTo);
}

const hasFragment = (id: string): boolean => id.includes('#');

async function describedPage(draft: Draft, page: Page, inReplyTo: string): Promise<number> {
  const url = page.address ?? normalizePostUrl(inReplyTo);
  const known = await draft.names.find(inReplyTo);
  if (known?.localId != null && !(url !== null && (await draft.pages.at(url))))
    return known.localId;
  if (url === null) throw new NotKnownYet(inReplyTo);
  const postId = await pageFor(draft, await factsOf(draft, page, url));
  for (const name of new Set([page.id ?? inReplyTo, inReplyTo]))
    if (name !== url && (await draft.names.find(name)) === null)
      await draft.names.set(name, 'POST', postId);
  return postId;
}

/** What a file tells of a page, with its author made known. */
export async function factsOf(draft: Draft, page: Page, url: string): Promise<PageFacts> {
  const author = page.author && (await draft.people.profileOf(page.author));
  return { ...page, url, authorId: author?.profileId ?? null };
}

async function pageFor(draft: Draft, facts: PageFacts): Promise<number> {
  const known = await draft.pages.at(facts.url);
  // Its author may be new.
  if (known) await draft.people.flush();
  const page = known ? await draft.pages.fill(known, facts) : await draft.pages.create(facts);
  return page.id;
}

async function placeUnknown(
  draft: Draft,
  inReplyTo: string,
  context: Page | null,
): Promise<Placing> {
  const url = normalizePostUrl(inReplyTo);
  const known = url === null ? null : await draft.pages.at(url);
  if (known && !hasFragment(inReplyTo)) return onPage(known.id);
  const standsOn = await contextPage(draft, context);
  if (standsOn !== null) return { postId: standsOn, parent: null, awaits: inReplyTo };
  if (url === null) throw new NotKnownYet(inReplyTo);
  const postId = known?.id ?? (await pageFor(draft, knownByUrl(url)));
  if (hasFragment(inReplyTo)) return { postId, parent: null, awaits: inReplyTo };
  await draft.names.set(inReplyTo, 'AWAITED', postId);
  return onPage(postId);
}

/** The post of a page that the note names beside what it replies to; null where that says nothing. */
async function contextPage(draft: Draft, context: Page | null): Promise<number | null> {
  if (!context) return null;
  const named = context.id === null ? null : await draft.names.find(context.id);
  if (named?.localId != null && ['POST', 'AWAITED'].includes(named.kind)) return named.localId;
  if (context.address !== null) return describedPage(draft, context, context.id ?? context.address);
  const url = context.id === null ? null : normalizePostUrl(context.id);
  return url === null ? null : ((await draft.pages.at(url))?.id ?? null);
}
