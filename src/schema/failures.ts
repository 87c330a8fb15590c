import { GraphQLError } from 'graphql';

/** So many errors are told in one answer. To find where each stands in the document takes as long as that is. */
export const MAX_FAILURES = 100;

/** Fails each field once too many have failed. It says where it stands, or graphql-js would look for that each time. */
const GIVEN_UP = new GraphQLError('The operation was given up.', { path: [] });

export const isGivenUp = (error: GraphQLError): boolean => error === GIVEN_UP;

/** Counts the fields that fail in one execution. What fails in too many places is given up: that costs more than what goes well. */
export class Failures {
  private count = 0;

  /** @throws GIVEN_UP */
  check(): void {
    if (this.count > MAX_FAILURES) throw GIVEN_UP;
  }

  /** Counts one. @returns what is to be thrown in its place */
  countIn(error: unknown): unknown {
    this.count += 1;
    return this.count > MAX_FAILURES ? GIVEN_UP : error;
  }
}
