import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import {
  getOperationAST,
  Kind,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { Histogram, type Registry } from 'prom-client';
import { DURATIONS } from './request-times';

/** What is timed: a document that was validated, so that its fields are the schema's. */
interface Operation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** Measures queries and mutations that are executed, over HTTP and WebSocket alike. */
export class OperationTimes {
  /** For those that come over HTTP. */
  readonly plugin: ApolloServerPlugin = {
    requestDidStart: () => Promise.resolve(this.listener()),
  };
  private readonly durations: Histogram;

  constructor(registry: Registry) {
    this.durations = new Histogram({
      name: 'rejoinder_graphql_operation_duration_seconds',
      help: 'Duration of GraphQL queries and mutations that were executed.',
      labelNames: ['type', 'field', 'outcome'],
      buckets: DURATIONS,
      registers: [registry],
    });
  }

  /** For those that come over WebSocket. */
  async time(
    args: ExecutionArgs,
    execute: (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>,
  ): Promise<ExecutionResult> {
    const began = performance.now();
    const result = await execute(args);
    const operation = getOperationAST(args.document, args.operationName);
    if (operation) this.observe({ document: args.document, operation }, began, result.errors);
    return result;
  }

  private listener(): GraphQLRequestListener<object> {
    let began = 0;
    return {
      executionDidStart: () => {
        began = performance.now();
        return Promise.resolve();
      },
      willSendResponse: ({ document, operation, response: { body } }) => {
        if (began > 0 && document && operation && body.kind === 'single')
          this.observe({ document, operation }, began, body.singleResult.errors);
        return Promise.resolve();
      },
    };
  }

  private observe(
    { document, operation }: Operation,
    began: number,
    errors: readonly unknown[] | undefined,
  ): void {
    const labels = {
      type: operation.operation,
      field: fieldOf(document, operation),
      outcome: errors ? 'error' : 'ok',
    };
    this.durations.observe(labels, (performance.now() - began) / 1_000);
  }
}

/** The one field of the schema's root that an operation asks for, by whatever alias. */
function fieldOf(document: DocumentNode, { selectionSet }: OperationDefinitionNode): string {
  const [name = 'none', ...others] = new Set(rootFields(document, selectionSet));
  return others.length === 0 ? name : 'several';
}

function rootFields(document: DocumentNode, { selections }: SelectionSetNode): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value;
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return rootFields(document, selection.selectionSet);
    const { value } = selection.name;
    return document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === value
        ? rootFields(document, definition.selectionSet)
        : [],
    );
  });
}
