import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { RequestContext } from '../context';
import type { Execute } from '../operations/execution';

type Gateway = ApolloServerOptionsWithGateway<RequestContext>['gateway'];
type Listener = Parameters<Gateway['onSchemaLoadOrUpdate']>[0];

/** Has Apollo Server execute operations by a function of ours, of which it asks that it be a gateway to a schema. */
export function executingBy(execute: Execute, schema: GraphQLSchema): Gateway {
  const listeners = new Set<Listener>();
  return {
    onSchemaLoadOrUpdate: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: () => {
      for (const listener of listeners) listener({ apiSchema: schema, coreSupergraphSdl: '' });
      return Promise.resolve({
        executor: async ({ document, context, request }) =>
          execute({
            schema,
            document,
            contextValue: context,
            variableValues: request.variables ?? null,
            operationName: request.operationName ?? null,
          }),
      });
    },
    stop: () => Promise.resolve(),
  };
}
