import type { GraphQLFieldResolver, GraphQLObjectType } from 'graphql';
import type { Context } from './context';

type Resolve = GraphQLFieldResolver<unknown, Context>;

/** Has each field of a type that has a resolver of its own count when it fails, and begin in its turn if it takes arguments. */
export function guardFields(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields())) {
    if (!field.resolve) continue;
    const resolve = countingFailures(field.resolve as Resolve);
    field.resolve = field.args.length > 0 ? inTurn(resolve) : resolve;
  }
}

function inTurn(resolve: Resolve): Resolve {
  return (source, args, context, info) => {
    const turn = context.fieldTurns.next();
    return turn
      ? turn.then(() => resolve(source, args, context, info))
      : resolve(source, args, context, info);
  };
}

function countingFailures(resolve: Resolve): Resolve {
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
