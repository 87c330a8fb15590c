import type { Random } from '../../support/random';
import type { Cluster } from '../world/cluster';
import type { Tally } from '../world/tally';

/** The answer to an act that was sent as often as it took. */
export interface Answer {
  /** What the mutation gave. */
  readonly payload: any;
  /** Null when it was done; else the code of its first user error. */
  readonly refusal: string | null;
  /** When it was first sent and when it was answered, in milliseconds of `performance.now()`. */
  readonly from: number;
  readonly to: number;
  /** Whether an earlier try may have been done, its answer lost. */
  readonly isRepeated: boolean;
}

const MAX_TRIES = 60;

/** Sends mutations to whichever server is up, again and again until one answers: all of them are safe to repeat. */
export class Requests {
  constructor(
    private readonly cluster: Cluster,
    private readonly tally: Tally,
  ) {}

  /** @throws when a server answers anything but a payload */
  async send(random: Random, query: string, input: object, token?: string): Promise<Answer> {
    const from = performance.now();
    for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
      const address = await this.cluster.address(random);
      const text = await post(`http://${address}/graphql`, { query, variables: { input } }, token);
      if (text === null) continue;
      const to = performance.now();
      const { data, errors } = JSON.parse(text);
      if (errors) throw new Error(`An act was answered with ${text} (${JSON.stringify(input)}).`);
      const payload = Object.values<any>(data)[0];
      const refusal = payload.userErrors[0]?.code ?? null;
      this.tally.acts += 1;
      if (tries > 1) this.tally.repeated += 1;
      if (refusal !== null) this.tally.refusals += 1;
      return { payload, refusal, from, to, isRepeated: tries > 1 };
    }
    throw new Error(`An act was not answered in ${MAX_TRIES} tries: ${JSON.stringify(input)}`);
  }
}

/** @returns null when the connection was lost, and nobody knows what became of the request */
async function post(url: string, body: object, token?: string): Promise<string | null> {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  try {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return await response.text();
  } catch {
    return null;
  }
}
