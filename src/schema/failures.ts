import { GraphQLError, type GraphQLFieldResolver, type GraphQLObjectType } from 'graphql';
import type { Context } from './context';

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

/** Has each field of a type that has a resolver of its own count when it fails. */
export function countFailures(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields()))
    if (field.resolve) field.resolve = counting(field.resolve as Resolve);
}

type Resolve = GraphQLFieldResolver<unknown, Context>;

function counting(resolve: Resolve): Resolve {
  return (source, args, context, info) => {
    const { failures } = context;
    failures.check();
    try {
      const result: unknown = resolve(source, args, context, info);
      if (!(result instanceof Promise)) return result;
      return result.catch((error: unknown) => {
        throw failures.countIn(error);
      });
    } catch (error) {
      throw failures.countIn(error);
    }
  };
}
