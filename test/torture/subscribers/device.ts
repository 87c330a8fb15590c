import type { Random } from '../../support/random';
import type { Member } from '../acts/society';
import type { Storm } from '../world/storm';
import type { Tally } from '../world/tally';
import type { FeedClient, OpenClient } from './client';
import { disturbances, stall } from './disturbances';
import { Line, type SubscribePayload } from './line';
import { queryOf, variablesOf, type Subscriber } from './subscriber';

export interface DeviceOptions {
  readonly openClient: OpenClient;
  /** Gives the address of a server that is up; waits for one. */
  readonly url: () => Promise<string>;
  /** Where all servers are, up or not. */
  readonly addresses: readonly string[];
  readonly viewer: Member | null;
  /** No two of them follow the same. */
  readonly subscribers: readonly Subscriber[];
  readonly random: Random;
  readonly tally: Tally;
}

/** One client with one connection, over which one or more feeds are followed. */
export class Device {
  readonly line: Line;
  readonly random: Random;
  readonly tally: Tally;
  readonly subscribers: readonly Subscriber[];
  private client: FeedClient;
  /** What ends each subscription. */
  private readonly ends = new Map<Subscriber, () => void>();

  constructor(private readonly options: DeviceOptions) {
    ({ random: this.random, tally: this.tally, subscribers: this.subscribers } = options);
    this.line = new Line({
      subscribing: (payload) => this.noteSubscribing(payload),
      closed: () => {
        for (const { journal } of this.subscribers) journal.lost();
      },
    });
    this.client = this.open();
  }

  /** Whether it asks for more than its connection holds. */
  get isHeavy(): boolean {
    return this.subscribers.some(({ style }) => style === 'HEAVY');
  }

  /** It is disturbed again and again, and in order when the storm is over. */
  async during(storm: Storm): Promise<void> {
    for (;;) {
      const isSoon = this.isHeavy || this.random.below(2) === 0;
      await storm.pass(this.random.below(isSoon ? 8 : 100));
      if (storm.isOver) return;
      await (this.isHeavy ? stall : this.random.one(disturbances))(this, storm);
    }
  }

  /** Connects with a new client, and follows all that it followed. */
  open(): FeedClient {
    const { openClient, url, addresses, viewer } = this.options;
    this.client = openClient({
      ...{ url, address: this.random.one(addresses), token: viewer?.token ?? null },
      webSocketImpl: this.line.implementation,
    });
    for (const subscriber of this.subscribers) this.follow(subscriber);
    return this.client;
  }

  /** Cuts the connection: the client connects again by itself. */
  cut(): void {
    this.line.cut();
    for (const { journal } of this.subscribers) journal.lost();
  }

  /** Closes the connection as one should. */
  async close(): Promise<void> {
    for (const end of this.ends.values()) end();
    await this.client.close();
  }

  follow(subscriber: Subscriber): void {
    const { journal } = subscriber;
    const query = queryOf(subscriber);
    const variables = variablesOf(subscriber);
    const end = this.client.follow(
      { query, variables, after: journal.cursor },
      {
        message: (message) => journal.received(message),
        overflowed: () => (this.tally.overflows += 1),
        ended: (code) => journal.failed(code),
      },
    );
    this.ends.set(subscriber, end);
  }

  unfollow(subscriber: Subscriber): void {
    this.ends.get(subscriber)?.();
    subscriber.journal.lost();
  }

  private noteSubscribing({ query, variables: { after, ...rest } = {} }: SubscribePayload): void {
    const variables = JSON.stringify(rest);
    const subscriber = this.subscribers.find(
      (one) => queryOf(one) === query && JSON.stringify(variablesOf(one)) === variables,
    );
    if (!subscriber) throw new Error(`Nobody subscribes to ${query} with ${variables}.`);
    subscriber.journal.subscribed((after as string | null | undefined) ?? null);
  }
}
