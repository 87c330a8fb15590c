import { GraphQLError } from 'graphql';

/** So many faults of variables are told: each would repeat all that was sent, before that is left out. */
export const MAX_VARIABLE_FAULTS = 5;

/** What was thrown, in the form in which GraphQL tells it. */
export function faultsOf(error: unknown): readonly GraphQLError[] {
  if (error instanceof GraphQLError) return [error];
  const originalError = error instanceof Error ? error : new Error(String(error));
  return [new GraphQLError(originalError.message, { originalError })];
}
