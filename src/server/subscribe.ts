import {
  createSourceEventStream,
  execute,
  GraphQLError,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import type { Context } from '../schema/context';

/** A subscription's answers, pulled one by one as the socket drains. */
class Responses implements AsyncGenerator<ExecutionResult, undefined> {
  constructor(
    private readonly events: AsyncIterator<unknown>,
    private readonly answer: (event: unknown) => ExecutionResult | Promise<ExecutionResult>,
  ) {}

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    const event = await this.events.next();
    if (event.done) return { done: true, value: undefined };
    return { done: false, value: await this.answer(event.value) };
  }

  async return(): Promise<IteratorResult<ExecutionResult, undefined>> {
    await this.events.return?.();
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<IteratorResult<ExecutionResult, undefined>> {
    await this.events.return?.();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}

/**
 * graphql-js's `subscribe`, but each event is executed with a context of its own: loaders that were filled for an
 * earlier event would tell what has changed since. A subscription that cannot begin throws when it is first pulled, so
 * that the client gets an `error` message: what `subscribe` itself throws would have graphql-ws close the socket.
 */
export async function subscribe(
  args: ExecutionArgs,
  contextOfEvent: () => Context,
): Promise<AsyncGenerator<ExecutionResult, undefined>> {
  const source = await createSourceEventStream(args);
  const events = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : refusal(source);
  return new Responses(events, (rootValue) =>
    execute({ ...args, rootValue, contextValue: contextOfEvent() }),
  );
}

/** Throws what a resolver threw rather than graphql-js's wrapping of it: graphql-ws wraps it once more. */
function refusal({ errors: [error] = [] }: ExecutionResult): AsyncIterator<unknown> {
  const cause = error?.originalError;
  const thrown = cause && !(cause instanceof GraphQLError) ? cause : error;
  return { next: () => Promise.reject(thrown ?? new Error('There is no event stream.')) };
}
