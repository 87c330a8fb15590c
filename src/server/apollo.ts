import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { GraphQLError, OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import { badUserInput, DomainError } from '../errors';
import { formatError, type LogFault } from '../schema/format-error';
import { executingBy } from './apollo-executor';
import { refuseBadToken } from './authentication';
import type { RequestContext } from './context';
import { documentStore } from './documents';
import type { Execute } from './execution';
import type { OperationTimes } from './operation-times';
import { checkCost, MAX_TOKENS } from './query-limits';
import { sandbox } from './sandbox';
import { schema } from '../schema/build-schema';

const STATUS: Partial<Record<DomainError['code'], number>> = {
  UNAUTHENTICATED: 401,
  QUERY_TOO_COMPLEX: 400,
};

/** Refuses, before anything runs, what must not run. */
const guard: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ document, operation, request, contextValue }) => {
        try {
          if (operation) refuseSubscription(operation);
          if (operation) refuseBadToken(contextValue.authentication, operation);
          checkCost(schema(), document, request.operationName, request.variables ?? {});
          return Promise.resolve();
        } catch (error) {
          return Promise.reject(withStatus(error));
        }
      },
    }),
};

function refuseSubscription({ operation }: OperationDefinitionNode): void {
  if (operation === OperationTypeNode.SUBSCRIPTION)
    throw badUserInput(
      'Subscriptions go over WebSocket: connect to this address with the subprotocol graphql-transport-ws.',
    );
}

/** Else Apollo answers 500 to what is thrown before the execution. */
function withStatus(error: unknown): Error {
  if (!(error instanceof DomainError)) return error as Error;
  const status = STATUS[error.code] ?? 400;
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { code: error.code, http: { status } },
  });
}

export interface ApolloOptions {
  readonly offersSandbox: boolean;
  readonly times: OperationTimes;
  readonly log: LogFault;
  readonly execute: Execute;
}

export function createApollo(options: ApolloOptions) {
  return new ApolloServer<RequestContext>({
    gateway: executingBy(options.execute, schema()),
    documentStore,
    introspection: true,
    parseOptions: { maxLexicalTokens: MAX_TOKENS },
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    formatError: (_formatted, error) => formatError(error, options.log),
    // Cache control would wrap every resolver of the schema.
    plugins: [
      ...[ApolloServerPluginCacheControlDisabled(), sandbox(options.offersSandbox)],
      ...[guard, options.times.plugin],
    ],
  });
}
