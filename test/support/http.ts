import type { GraphQLAnswer, TestApp } from './app';

export interface HttpAnswer {
  readonly status: number;
  /** The body as it came, to search it for what must not be in it. */
  readonly text: string;
  readonly answer: GraphQLAnswer;
}

/** Sends any body to `/graphql` and gives the whole response, not only what a client would look at. */
export async function post(
  app: Pick<TestApp, 'url'>,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<HttpAnswer> {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return read(response);
}

export async function get(
  app: Pick<TestApp, 'url'>,
  parameters: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<HttpAnswer> {
  const search = new URLSearchParams(parameters).toString();
  return read(await fetch(`${app.url}/graphql?${search}`, { headers }));
}

/** The code of each error; empty when the operation did all that it was asked. */
export const codesOf = ({ answer }: Pick<HttpAnswer, 'answer'>): string[] =>
  (answer.errors ?? []).map((error) => error.extensions.code);

async function read(response: Response): Promise<HttpAnswer> {
  const text = await response.text();
  return { status: response.status, text, answer: parse(text) };
}

function parse(text: string): GraphQLAnswer {
  try {
    return JSON.parse(text) as GraphQLAnswer;
  } catch {
    return {};
  }
}
