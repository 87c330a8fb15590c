import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  OperationTypeNode,
  type ExecutionArgs,
  type ExecutionResult,
  type OperationDefinitionNode,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Viewer } from '../../accounts/viewer';
import type { Config } from '../../config';
import { rateLimited } from '../../errors';
import { FeedStream } from '../../live/feed-stream';
import type { Renderers } from '../../live/rendering';
import { schema } from '../../schema/build-schema';
import type { Context } from '../../schema/context';
import type { AnswerRoom } from '../answer-room';
import { createContext, type ContextSource } from '../context';
import { bytesOfRequest } from '../operations/documents';
import type { Execute } from '../operations/execution';
import { faultsOf, MAX_VARIABLE_FAULTS } from '../operations/faults';
import { checkCost } from '../operations/query-limits';
import type { RendererPool, SubscribedOperation } from './renderer-pool';
import { OperationOutlet, type SocketGate } from './socket-outlet';
import { subscribe } from './subscribe';
import { refuseEmptySubscription } from './subscription-root';

const MAX_FAULTS = { maxErrors: MAX_VARIABLE_FAULTS };

/** When one that was refused may be tried again: it depends on what the client completes. */
const RETRY_AFTER_S = 1;

export interface OperationOptions {
  readonly source: ContextSource;
  readonly config: Pick<Config, 'maxSubscriptionsPerSocket'>;
}

/** An operation that a client asks for. */
export interface RequestedOperation {
  readonly viewer: Viewer | null;
  /** Whom the socket comes from. */
  readonly network: string;
  /** What the socket was opened with. */
  readonly client: string | null;
  readonly gate: SocketGate;
  /** As the client chose it. */
  readonly id: string;
  readonly payload: SubscribePayload;
  /** How many operations of the socket are under way, this one included. */
  readonly underWay: number;
}

/** An operation that graphql-ws is about to run, with what a subscription needs beside. */
export interface PreparedArgs extends ExecutionArgs {
  readonly gate: SocketGate;
  readonly subscribed: SubscribedOperation;
  readonly id: string;
  readonly contextValue: Context;
  /** How many characters its answer may have; null for a subscription, which has many. */
  readonly size: number | null;
  /** To be called when it has ended, or will not begin. */
  readonly release: () => void;
}

/** Parses, validates and weighs an operation as HTTP does; its faults are answered, and leave the socket open. */
export function prepareOperation(
  { viewer, network, client, gate, id, payload, underWay }: RequestedOperation,
  { source, config: { maxSubscriptionsPerSocket } }: OperationOptions,
): PreparedArgs | readonly GraphQLError[] {
  try {
    if (underWay > maxSubscriptionsPerSocket) throw tooManyOperations(maxSubscriptionsPerSocket);
    const { operationName, variables } = payload;
    const document = source.documents.prepare(payload.query);
    if (!('kind' in document)) return document;
    // The text of a kept document is there already.
    const text = document.loc?.source.body ?? payload.query;
    forget(payload);
    const operation = getOperationAST(document, operationName);
    if (!operation) return [unknownOperation(operationName)];
    const { variableDefinitions = [] } = operation;
    const variableValues = declaredOf(operation, variables ?? {});
    const { errors } = getVariableValues(schema(), variableDefinitions, variableValues, MAX_FAULTS);
    if (errors) return errors;
    if (operation.operation === OperationTypeNode.SUBSCRIPTION)
      refuseEmptySubscription(document, operation, variableValues);
    const size = checkCost(schema(), document, {
      operationName,
      variables: variableValues,
      limit: source.limits.cost,
    });
    const args = {
      schema: schema(),
      document,
      operationName: operationName ?? null,
      variableValues,
    };
    const said = [id, operationName, variableValues];
    const isLasting = operation.operation === OperationTypeNode.SUBSCRIPTION;
    return {
      ...args,
      size: isLasting ? null : size,
      release: isLasting ? gate.holdings.take(document, said) : () => undefined,
      contextValue: createContext(source, viewer, network, client),
      gate,
      id,
      subscribed: { text, args, operation, viewer },
    };
  } catch (error) {
    return faultsOf(error);
  }
}

/** The same operation as whoever asks for it is known now. */
export function askedBy(
  prepared: PreparedArgs,
  { viewer, network, client }: Pick<RequestedOperation, 'viewer' | 'network' | 'client'>,
  source: ContextSource,
): PreparedArgs {
  const contextValue = createContext(source, viewer, network, client);
  return { ...prepared, contextValue, subscribed: { ...prepared.subscribed, viewer } };
}

/** Waits for the room that an operation's answer needs. @throws DomainError RATE_LIMITED */
export async function inRoom(
  prepared: PreparedArgs,
  answers: AnswerRoom,
  network: string,
): Promise<PreparedArgs> {
  if (prepared.size === null) return prepared;
  const { document, variableValues } = prepared;
  const sentBytes = () => bytesOfRequest(document, JSON.stringify(variableValues ?? {}).length);
  const share = await answers.begin(network, prepared.size, sentBytes);
  prepared.contextValue.answerLength.within(share);
  return { ...prepared, release: () => share.leave() };
}

/** The variables that an operation knows: whatever else a client sends is not kept. */
function declaredOf(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    variableDefinitions
      .map(({ variable }) => variable.name.value)
      .filter((name) => Object.hasOwn(variables, name))
      .map((name) => [name, variables[name]]),
  );
}

/** graphql-ws keeps a payload for as long as the operation lasts, but has no more use for it. */
function forget(payload: SubscribePayload): void {
  for (const name of Object.keys(payload)) Reflect.deleteProperty(payload, name);
}

const tooManyOperations = (count: number) =>
  rateLimited(`This socket has ${count} operations under way: complete one first.`, RETRY_AFTER_S);

const unknownOperation = (name: string | null | undefined) =>
  new GraphQLError(
    name ? `Unknown operation named "${name}".` : 'Say which operation of the document to run.',
    { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } },
  );

/** Executes a prepared operation. What is thrown is its fault, as graphql-ws would take it for one of the whole socket. */
export async function executeOperation(
  args: ExecutionArgs,
  execute: Execute,
): Promise<ExecutionResult> {
  try {
    return await execute(args);
  } catch (error) {
    return { data: null, errors: faultsOf(error) };
  }
}

/** Begins the subscription of a prepared operation. */
export async function beginSubscription(
  { gate, subscribed, id, release, ...args }: PreparedArgs,
  pool: RendererPool,
): Promise<AsyncGenerator<never, undefined>> {
  const renderersOf = () => endingWith(release, pool.renderersFor(subscribed));
  try {
    const stream = await subscribe(args, { outlet: new OperationOutlet(gate, id), renderersOf });
    if (!(stream instanceof FeedStream)) release();
    return stream;
  } catch (error) {
    release();
    throw error;
  }
}

function endingWith(release: () => void, renderers: Renderers): Renderers {
  return {
    ...renderers,
    release: () => {
      renderers.release();
      release();
    },
  };
}
