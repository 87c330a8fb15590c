import { isObject, listOf, type Json } from './values';

const NAMESPACE = 'https://www.w3.org/ns/activitystreams#';

const ACTORS = new Set(['Person', 'Organization', 'Service', 'Application', 'Group']);
const PAGES = new Set(['Article', 'Page']);
const COLLECTIONS = new Set([
  ...['Collection', 'OrderedCollection', 'CollectionPage', 'OrderedCollectionPage'],
]);
/** The rest of the vocabulary, which is known and passed over where nothing is done with it. */
const OTHERS = new Set([
  ...['Accept', 'Add', 'Announce', 'Arrive', 'Block', 'Create', 'Delete', 'Dislike', 'Flag'],
  ...['Follow', 'Ignore', 'Invite', 'Join', 'Leave', 'Like', 'Listen', 'Move', 'Offer'],
  ...['Question', 'Reject', 'Read', 'Remove', 'TentativeReject', 'TentativeAccept', 'Travel'],
  ...['Undo', 'Update', 'View', 'Object', 'Link', 'Activity', 'IntransitiveActivity'],
  ...['Audio', 'Document', 'Event', 'Image', 'Mention', 'Note', 'Place', 'Profile'],
  ...['Relationship', 'Tombstone', 'Video'],
]);

const PUBLIC = new Set([`${NAMESPACE}Public`, 'as:Public', 'Public']);

const isKnown = (type: string): boolean =>
  ACTORS.has(type) || PAGES.has(type) || COLLECTIONS.has(type) || OTHERS.has(type);

/** The type of an object: of several the first that the vocabulary has. Null where it has none. */
export function typeOf(value: unknown): string | null {
  if (!isObject(value)) return null;
  const types = listOf(value.type ?? value['@type'])
    .filter((type) => typeof type === 'string')
    .map((type) => type.replace(NAMESPACE, '').replace(/^as:/, ''));
  return types.find(isKnown) ?? types[0] ?? null;
}

/** What it is not is still any object. */
type Typed = Json & { readonly type: unknown };

export const isActor = (value: unknown): value is Typed => ACTORS.has(typeOf(value) ?? '');
export const isPage = (value: unknown): value is Typed => PAGES.has(typeOf(value) ?? '');
export const isNote = (value: unknown): value is Typed => typeOf(value) === 'Note';
export const isCollection = (value: unknown): value is Typed =>
  COLLECTIONS.has(typeOf(value) ?? '');

/** Whether a value is Activity Streams, and not JSON of another kind. */
export function isActivityStreams(value: unknown): boolean {
  if (!isObject(value)) return false;
  const contexts = listOf(value['@context']);
  const isDeclared = contexts.some(
    (context) => typeof context === 'string' && context.includes('//www.w3.org/ns/activitystreams'),
  );
  return isDeclared || isKnown(typeOf(value) ?? '');
}

/**
 * Whether everybody may read a thing. An archive holds its owner's private messages too: what is addressed, and not to
 * the public, stays private, be it the thing or the activity that tells of it. What is not addressed at all was public
 * where it comes from.
 */
export function isPublic(thing: Json, activity: Json | null): boolean {
  return [thing, activity ?? {}].every((addressed) => {
    const all = addressees(addressed);
    return all.length === 0 || all.some((one) => typeof one === 'string' && PUBLIC.has(one));
  });
}

function addressees({ to, cc, bto, bcc, audience }: Json): unknown[] {
  return [to, cc, bto, bcc, audience].flatMap((list) => [...listOf(list)]);
}
