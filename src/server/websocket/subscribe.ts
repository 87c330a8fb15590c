import {
  createSourceEventStream,
  GraphQLError,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import { FeedStream } from '../../live/feed-stream';
import type { Outlet } from '../../live/outlet';
import type { Renderers } from '../../live/rendering';

/** Where the messages of a subscription go, and how they are rendered. */
export interface SubscriptionWay {
  readonly outlet: Outlet;
  readonly renderersOf: () => Renderers;
}

/**
 * Begins a subscription. Its messages do not pass through graphql-ws: what it gets is an iterator that yields nothing, and
 * ends, or throws, when the subscription does. One that cannot begin throws when it is first pulled, so that the client gets
 * an `error` message: what is thrown here would have graphql-ws close the socket.
 */
export async function subscribe(
  args: ExecutionArgs,
  way: SubscriptionWay,
): Promise<AsyncGenerator<never, undefined>> {
  try {
    const source = await createSourceEventStream(args);
    if (source instanceof FeedStream) return source.connect(way.renderersOf(), way.outlet);
    if (Symbol.asyncIterator in source) throw new Error('This subscription gives no feed stream.');
    return refusal(causeOf(source));
  } catch (error) {
    return refusal(error);
  }
}

/** What a resolver threw rather than graphql-js's wrapping of it: graphql-ws wraps it once more. */
function causeOf({ errors: [error] = [] }: ExecutionResult): unknown {
  const cause = error?.originalError;
  const thrown = cause && !(cause instanceof GraphQLError) ? cause : error;
  return thrown ?? new Error('There is no event stream.');
}

async function* refusal(error: unknown): AsyncGenerator<never, undefined> {
  await Promise.reject(error);
}
