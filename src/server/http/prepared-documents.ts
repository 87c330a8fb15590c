import { HeaderMap, type ApolloServerPlugin, type DocumentStore } from '@apollo/server';
import {
  getVariableValues,
  parse,
  type DocumentNode,
  type GraphQLError,
  type OperationDefinitionNode,
} from 'graphql';
import { schema } from '../../schema/build-schema';
import { formatError, type LogFault } from '../../schema/format-error';
import type { RequestContext } from '../context';
import type { Documents } from '../operations/documents';
import { faultsOf, MAX_VARIABLE_FAULTS } from '../operations/faults';

/** Stands for a document that is refused, so that Apollo Server does not parse what is too deep for it. */
const REFUSED = parse('{ __typename }');

export const isRefused = (document: DocumentNode): boolean => document === REFUSED;

/** @see preparing, which has put the document there just before it is asked for */
export const storeOf = (documents: Documents): DocumentStore => ({
  get: (key) => Promise.resolve(documents.find(key) ?? REFUSED),
  set: () => Promise.resolve(),
  delete: () => Promise.resolve(false),
});

/** Has the documents of HTTP go the way of those of WebSocket; the faulty ones are answered with all their faults. */
export const preparing = (
  documents: Documents,
  log: LogFault,
): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: () => {
    let faults: readonly GraphQLError[] = [];
    return Promise.resolve({
      didResolveSource: ({ source }) => {
        faults = faultsIn(documents, source);
        return Promise.resolve();
      },
      didResolveOperation: ({ document, operation, request }) => {
        if (faults.length > 0) return Promise.resolve();
        if (isRefused(document))
          return Promise.reject(new Error('A document was forgotten while it was asked for.'));
        // Compiled code would tell every fault, of which there may be as many as a request has room for.
        if (operation) faults = variableFaults(operation, request.variables ?? {});
        return Promise.resolve();
      },
      responseForOperation: () =>
        Promise.resolve(
          faults.length === 0
            ? null
            : {
                http: { status: 400, headers: new HeaderMap() },
                body: {
                  kind: 'single',
                  singleResult: { errors: faults.map((fault) => formatError(fault, log)) },
                },
              },
        ),
    });
  },
});

function variableFaults(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Record<string, unknown>,
): readonly GraphQLError[] {
  const options = { maxErrors: MAX_VARIABLE_FAULTS };
  return getVariableValues(schema(), variableDefinitions, variables, options).errors ?? [];
}

function faultsIn(documents: Documents, text: string): readonly GraphQLError[] {
  try {
    const prepared = documents.prepare(text);
    return 'kind' in prepared ? [] : prepared;
  } catch (error) {
    return faultsOf(error);
  }
}
