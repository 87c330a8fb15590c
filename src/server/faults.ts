import { GraphQLError } from 'graphql';

/** What was thrown, in the form in which GraphQL tells it. */
export function faultsOf(error: unknown): readonly GraphQLError[] {
  if (error instanceof GraphQLError) return [error];
  const originalError = error instanceof Error ? error : new Error(String(error));
  return [new GraphQLError(originalError.message, { originalError })];
}
