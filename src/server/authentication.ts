import { Kind, OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import type { SessionService } from '../accounts/session.service';
import type { Viewer } from '../accounts/viewer';
import { unauthenticated, type DomainError } from '../errors';

/** `invalid`: a token was sent, and it is good for nothing; `refusal`: one of too many. */
export type Authentication =
  | { readonly status: 'anonymous'; readonly viewer: null }
  | { readonly status: 'invalid'; readonly viewer: null; readonly refusal?: DomainError | null }
  | { readonly status: 'signed in'; readonly viewer: Viewer };

/** @param authorization the header's or connection parameter's value: `Bearer <token>` */
export async function authenticate(
  sessions: SessionService,
  authorization: unknown,
): Promise<Authentication> {
  if (authorization === undefined || authorization === null || authorization === '')
    return { status: 'anonymous', viewer: null };
  const token =
    typeof authorization === 'string' &&
    /^Bearer +([\w-]{1,200})$/i.exec(authorization.trim())?.[1];
  const viewer = token ? await sessions.viewerOf(token) : null;
  return viewer ? { status: 'signed in', viewer } : { status: 'invalid', viewer: null };
}

/** Operations that somebody with an old token must still be able to send. */
const OPEN_TO_ALL = new Set([
  ...['join', 'signIn', 'signOut', 'confirmEmail', 'requestPasswordReset', 'resetPassword'],
  '__typename',
]);

/** @throws DomainError UNAUTHENTICATED, or RATE_LIMITED, for a bad token, which is never taken for nobody's */
export function refuseBadToken(
  authentication: Authentication,
  { selectionSet, operation }: OperationDefinitionNode,
): void {
  if (authentication.status !== 'invalid') return;
  const isOpen =
    operation === OperationTypeNode.MUTATION &&
    selectionSet.selections.every(
      (selection) => selection.kind === Kind.FIELD && OPEN_TO_ALL.has(selection.name.value),
    );
  if (isOpen) return;
  throw (
    authentication.refusal ??
    unauthenticated('The token is unknown, expired or revoked: sign in again.')
  );
}
