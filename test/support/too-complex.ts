import type { RawSocket } from '../realtime/raw-socket';
import type { TestApp } from './app';
import { post } from './http';

/** What is refused: what is in it, what the error counts, and what it says. */
export type TooComplex = readonly [what: string, query: string, counted: object, message: RegExp];

/** A query is refused over HTTP and WebSocket, with what was counted; the socket goes on. */
export async function expectTooComplex(
  app: TestApp,
  socket: RawSocket,
  [query, counted, message]: readonly [query: string, counted: object, message: RegExp],
): Promise<void> {
  const error = expect.objectContaining({
    message: expect.stringMatching(message),
    extensions: { code: 'QUERY_TOO_COMPLEX', ...counted },
  });
  const sent = await post(app, { query });
  expect(sent.status).toBe(400);
  expect(sent.answer).toEqual({ errors: [error] });
  await socket.run('it', query);
  expect(socket.errors('it')).toEqual([error]);
  expect(await socket.run('next', '{ __typename }')).toHaveLength(2);
}
