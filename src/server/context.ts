import type { DocumentNode } from 'graphql';
import type { OperationLimits } from '../config';
import type { Viewer } from '../accounts/viewer';
import { heldSightOf, NOTHING_HELD } from '../comments/held-sight';
import type { Queryable } from '../database/statement';
import type { RateLimits } from '../rates/rate-limits';
import { AnswerLength } from '../schema/answer-length';
import type { Context, Services } from '../schema/context';
import { CountedFields } from '../schema/counted-fields';
import { Failures } from '../schema/failures';
import { FieldTurns } from '../schema/field-turns';
import { Loaders } from '../schema/loaders';
import type { AnswerShare } from './answer-room';
import type { Authentication } from './authentication';
import type { Documents } from './operations/documents';
import { answerCharacters } from './operations/query-limits';

/** What contexts are made of. */
export interface ContextSource {
  readonly services: Services;
  readonly reads: Queryable;
  readonly publicUrl: () => string;
  readonly rates: RateLimits;
  readonly documents: Documents;
  readonly limits: OperationLimits;
}

/** What an HTTP request brings to its operation: the resolvers' context, and whether its token was good. */
export interface RequestContext extends Context {
  readonly authentication: Authentication;
  /** Waits for the room that the answer to a document needs, in characters. @throws DomainError RATE_LIMITED */
  readonly roomFor: (document: DocumentNode, size: number) => Promise<AnswerShare>;
}

/**
 * @param network whom the request comes from, as `networkOf` tells; null for what the server makes by itself
 * @param client what it was sent with, as `clientLabel` tells
 */
export function createContext(
  source: ContextSource,
  viewer: Viewer | null,
  network: string | null = null,
  client: string | null = null,
): Context {
  const heldSight = network === null ? NOTHING_HELD : heldSightOf(viewer);
  return {
    viewer,
    network,
    client,
    heldSight,
    services: source.services,
    rates: source.rates,
    countedFields: new CountedFields(),
    loaders: new Loaders(source.reads, viewer?.profileId ?? null, heldSight),
    peopleShown: null,
    answerLength: new AnswerLength(answerCharacters(source.limits.cost)),
    failures: new Failures(),
    fieldTurns: new FieldTurns(),
    publicUrl: source.publicUrl(),
  };
}

/** The context of an answer that goes to many viewers. */
export function createSharedContext(source: ContextSource): Context & { peopleShown: Set<number> } {
  return { ...createContext(source, null), peopleShown: new Set() };
}
