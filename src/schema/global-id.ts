import { toBase64url } from './base64url';

/** The object types that have a global id. */
export const NODE_KINDS = [
  ...(['Profile', 'Viewer', 'Site', 'Post', 'Comment', 'Notification'] as const),
  ...(['ProfileClaim', 'AccountSession'] as const),
  ...(['ModerationDecision', 'BlockListEntry', 'CommentReport'] as const),
  ...(['CommentActivity', 'FollowActivity', 'FavoriteActivity', 'PostActivity'] as const),
] as const;

export type NodeKind = (typeof NODE_KINDS)[number];

const isKind = (text: string | undefined): text is NodeKind =>
  NODE_KINDS.some((kind) => kind === text);

export function toGlobalId(kind: NodeKind, id: number): string {
  return toBase64url(`${kind}:${id}`);
}

/** What a global id stands for; null for any other text. */
export function fromGlobalId(globalId: string): { kind: NodeKind; id: number } | null {
  if (globalId.length > 60 || !/^[\w-]+$/.test(globalId)) return null;
  const [kind, number] = Buffer.from(globalId, 'base64url').toString('latin1').split(':');
  if (!isKind(kind) || !number || !/^[1-9]\d{0,15}$/.test(number)) return null;
  const id = Number(number);
  return Number.isSafeInteger(id) && toGlobalId(kind, id) === globalId ? { kind, id } : null;
}

/** The number behind a global id of one kind; 0, which nothing has, for any other id. */
export function numberOf(kind: NodeKind, globalId: string): number {
  const found = fromGlobalId(globalId);
  return found?.kind === kind ? found.id : 0;
}
