import { randomUUID } from 'node:crypto';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { GraphQLError, OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import { badUserInput, DomainError } from '../../errors';
import { schema } from '../../schema/build-schema';
import { formatError, type LogFault } from '../../schema/format-error';
import { refuseBadToken } from '../authentication';
import type { ContextSource, RequestContext } from '../context';
import type { OperationTimes } from '../metrics/operation-times';
import type { Execute } from '../operations/execution';
import { checkCost } from '../operations/query-limits';
import { executingBy } from './apollo-executor';
import { isRefused, preparing, storeOf } from './prepared-documents';
import { rateLimitedAnswer } from './rate-limited-answer';
import { sandbox } from './sandbox';

const STATUS: Partial<Record<DomainError['code'], number>> = {
  UNAUTHENTICATED: 401,
  QUERY_TOO_COMPLEX: 400,
  RATE_LIMITED: 429,
};

/** Refuses, before anything runs, what must not run, and lets the rest begin when there is room for its answer. */
const guard = (maxCost: number): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: async ({ document, operation, request, contextValue }) => {
        if (isRefused(document)) return;
        try {
          if (operation) refuseSubscription(operation);
          if (operation) refuseBadToken(contextValue.authentication, operation);
          const { operationName, variables = {} } = request;
          const limit = maxCost;
          const size = checkCost(schema(), document, { operationName, variables, limit });
          contextValue.answerLength.within(await contextValue.roomFor(document, size));
        } catch (error) {
          throw withStatus(error);
        }
      },
    }),
});

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

/** What Apollo Server says by itself may hold what it was sent; as a rule it says nothing. */
const loggerOf = (log: LogFault) => ({
  debug: () => undefined,
  info: () => undefined,
  warn: (message: unknown) => log(randomUUID(), message),
  error: (message: unknown) => log(randomUUID(), message),
});

export interface ApolloOptions {
  readonly source: ContextSource;
  readonly offersSandbox: boolean;
  readonly times: OperationTimes;
  readonly log: LogFault;
  readonly execute: Execute;
}

export function createApollo({ source, offersSandbox, times, log, execute }: ApolloOptions) {
  const { documents, limits } = source;
  return new ApolloServer<RequestContext>({
    gateway: executingBy(execute, schema()),
    documentStore: storeOf(documents),
    // What is asked is measured and validated by the rules of both transports, introspection included.
    dangerouslyDisableValidation: true,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    logger: loggerOf(log),
    formatError: (_formatted, error) => formatError(error, log),
    // Cache control would wrap every resolver of the schema.
    plugins: [
      ...[ApolloServerPluginCacheControlDisabled(), sandbox(offersSandbox)],
      ...[preparing(documents, log), guard(limits.cost), times.plugin, rateLimitedAnswer],
    ],
  });
}
