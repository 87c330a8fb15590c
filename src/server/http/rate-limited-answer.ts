import type { ApolloServerPlugin } from '@apollo/server';

/** Gives an answer with nothing in it but that it was asked for too often the status that HTTP has for it. */
export const rateLimitedAnswer: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response: { body, http } }) => {
        if (body.kind !== 'single' || hasData(body.singleResult.data)) return Promise.resolve();
        const seconds = (body.singleResult.errors ?? []).map(({ extensions }) =>
          extensions?.code === 'RATE_LIMITED' ? Number(extensions.retryAfter) : NaN,
        );
        // Not those that failed for another reason as well: they would be sent again in vain.
        if (seconds.length === 0 || !seconds.every(Number.isFinite)) return Promise.resolve();
        http.status = 429;
        http.headers.set('retry-after', `${Math.max(...seconds)}`);
        return Promise.resolve();
      },
    }),
};

const hasData = (data: Record<string, unknown> | null | undefined): boolean =>
  Object.values(data ?? {}).some((value) => value !== null);
