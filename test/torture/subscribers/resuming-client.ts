import { connect, FeedError } from '../../../src/client/client';
import type { ClientOptions, FeedClient, FeedRequest, FeedSink } from './client';

/** Short enough for a server that is back in a second. */
const RETRY = { minMs: 20, maxMs: 300 };

/** `rejoinder/client`, which resumes by itself. */
export function openResumingClient({ address, token, webSocketImpl }: ClientOptions): FeedClient {
  const client = connect(address, { token, webSocketImpl, retry: RETRY });
  return {
    follow: ({ query, variables, after }: FeedRequest, sink: FeedSink) => {
      let isStopped = false;
      const feed = client.feed(
        query,
        { ...variables, after },
        {
          onState: (_, why) => {
            if (why?.code === 'SLOW_CONSUMER') sink.overflowed();
          },
          onErrors: (errors) => sink.ended(JSON.stringify(errors)),
        },
      );
      const loop = async () => {
        for await (const message of feed) {
          // What was handed over just before it was stopped comes again to whoever goes on from the last cursor.
          if (isStopped) return;
          sink.message(message);
        }
      };
      loop().catch((error: unknown) =>
        sink.ended(error instanceof FeedError ? error.code : String(error)),
      );
      return () => {
        isStopped = true;
        void feed.return();
      };
    },
    close: () => client.close(),
  };
}
