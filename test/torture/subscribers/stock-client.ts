import { createClient } from 'graphql-ws';
import type { ClientOptions, FeedClient, FeedRequest, FeedSink } from './client';

/** graphql-ws's own client. It subscribes again with the variables that it was given: so `after` is moved in them. */
export function openStockClient({ url, token, webSocketImpl }: ClientOptions): FeedClient {
  const client = createClient({
    url,
    webSocketImpl,
    retryAttempts: Infinity,
    // A server that is not there is an error to it, not a close; and `url` waits until one is.
    shouldRetry: () => true,
    retryWait: () => Promise.resolve(),
    ...(token !== null && { connectionParams: { authorization: `Bearer ${token}` } }),
  });

  /** Ends at the first error: only one that did not read fast enough subscribes once more. */
  function follow(request: FeedRequest, sink: FeedSink): () => void {
    const moving: Record<string, unknown> = { ...request.variables, after: request.after };
    let isStopped = false;
    let stop: () => void = () => undefined;
    const end = (code: string) => {
      if (!isStopped) sink.ended(code);
      isStopped = true;
    };
    const subscribe = () => {
      stop = client.subscribe<Record<string, any>>(
        { query: request.query, variables: moving },
        {
          next: ({ data, errors }) => {
            const [message] = Object.values(data ?? {});
            if (errors || !message) end(JSON.stringify(errors));
            if (isStopped) return;
            moving.after = message.cursor;
            sink.message(message);
          },
          error: (failure: any) => {
            const code = failure?.[0]?.extensions?.code ?? String(failure);
            if (code !== 'SLOW_CONSUMER' || isStopped) {
              end(code);
              return;
            }
            sink.overflowed();
            subscribe();
          },
          complete: () => end('COMPLETE'),
        },
      );
    };
    subscribe();
    return () => {
      isStopped = true;
      stop();
    };
  }

  return {
    follow,
    // It waits for a connection that is being made, and throws if none comes about.
    close: () => Promise.resolve(client.dispose()).catch(() => undefined),
  };
}
