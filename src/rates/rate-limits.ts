import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock';
import { rateLimited, type DomainError } from '../errors';
import { OF_NETWORKS, type Rate, type RateName, type Rates } from './rate';

/** Behind one address is a family, or a street of a small provider. */
const ACCOUNTS_OF_NETWORK = 5;
/** Who has a /48 of IPv6 has 65,536 networks: all together may do what so many may. */
const NETWORKS_OF_SITE = 8;
/** What a wrong password counts beside the try. */
const WRONG_TRY = 2;
/** Counters that are kept, about 200 bytes each; the longest unused give way, as those of a huge network would. */
const MAX_COUNTERS = 100_000;
const SECOND_MS = 1_000;

/** Who does something. Where both are null, the server itself, which is not counted. */
export interface Doer {
  readonly accountId: number | null;
  /** As `networkOf` tells. */
  readonly network: string | null;
}

/** Acts within a period that begins with the first of them. */
interface Counter {
  used: number;
  readonly endsAt: number;
}

/** What an act is counted by, and how much it may be there. */
interface Bucket {
  readonly key: string;
  readonly limit: number;
}

/** Takes back, or adds to, what a try to sign in was counted as. */
export interface SignInTry {
  /** Nor was it wrong where nobody could compare it. */
  right(): void;
  wrong(): void;
}

const UNCOUNTED: SignInTry = { right: () => undefined, wrong: () => undefined };

/** How often accounts and networks do what they may do only so often, on this node. */
export class RateLimits {
  private readonly counters = new LRUCache<string, Counter>({ max: MAX_COUNTERS });

  /** @param rates null where nothing is limited */
  constructor(
    private readonly rates: Rates | null,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts an act. One that is refused is not counted: whoever waits is let in.
   * @returns why it may not be done; null when it may
   */
  refusalOf(name: RateName, doer: Doer): DomainError | null {
    const rate = this.rates?.[name];
    return rate ? this.count(rate, bucketsOf(name, rate, doer)) : null;
  }

  /**
   * Counts a try to sign in: by the network, and by the name within it, so that nobody can keep somebody out who is
   * elsewhere.
   * @throws DomainError RATE_LIMITED
   */
  trySignIn(doer: Doer, identifier: string): SignInTry {
    const { network } = doer;
    if (!this.rates || network === null) return UNCOUNTED;
    const { signIn, signInName } = this.rates;
    const byName = { key: nameKey(network, identifier), limit: signInName?.count ?? 0 };
    const byNetwork = signIn ? bucketsOf('signIn', signIn, doer) : [];
    // First: anybody can think of names, and no number of them is to push other counters out.
    if (signIn) throwIf(this.count(signIn, byNetwork));
    const refusal = signInName && this.count(signInName, [byName]);
    if (refusal) {
      for (const bucket of byNetwork) this.add(bucket, -1);
      throw refusal;
    }
    return {
      right: () => this.add(byName, -1),
      wrong: () => {
        for (const bucket of byNetwork) this.add(bucket, WRONG_TRY);
      },
    };
  }

  private count({ perMs }: Rate, buckets: readonly Bucket[]): DomainError | null {
    const now = this.clock();
    const full = buckets
      .map(({ key, limit }) => ({ limit, counter: this.running(key, now) }))
      .filter(({ limit, counter }) => counter && counter.used >= limit);
    if (full.length > 0) {
      const until = Math.max(...full.map(({ counter }) => counter?.endsAt ?? now));
      return tooOften(Math.max(1, Math.ceil((until - now) / SECOND_MS)));
    }
    for (const { key } of buckets) {
      const counter = this.running(key, now);
      if (counter) counter.used += 1;
      else this.counters.set(key, { used: 1, endsAt: now + perMs });
    }
    return null;
  }

  private add({ key }: Bucket, points: number): void {
    const counter = this.running(key, this.clock());
    if (counter) counter.used = Math.max(0, counter.used + points);
  }

  private running(key: string, now: number): Counter | undefined {
    const counter = this.counters.get(key);
    return counter && counter.endsAt > now ? counter : undefined;
  }
}

function bucketsOf(name: RateName, { count }: Rate, { accountId, network }: Doer): Bucket[] {
  const ofNetwork = OF_NETWORKS.has(name) ? count : count * ACCOUNTS_OF_NETWORK;
  const site = network === null ? null : siteOf(network);
  return [
    ...(accountId === null || OF_NETWORKS.has(name)
      ? []
      : [{ key: `${name} account ${accountId}`, limit: count }]),
    ...(network === null ? [] : [{ key: `${name} network ${network}`, limit: ofNetwork }]),
    ...(site === null
      ? []
      : [{ key: `${name} site ${site}`, limit: ofNetwork * NETWORKS_OF_SITE }]),
  ];
}

/** The /48 of an IPv6 network. */
function siteOf(network: string): string | null {
  const [prefix] = network.split('::/');
  return network.includes(':') && prefix ? prefix.split(':').slice(0, 3).join(':') : null;
}

/** Of any length: what is kept of a name is its hash. */
/** Nobody's name is longer; long ones that begin alike count as one. */
const MAX_NAME_UNITS = 300;

function nameKey(network: string, identifier: string): string {
  const name = identifier.trim().slice(0, MAX_NAME_UNITS).toLowerCase();
  return `signInName ${createHash('sha256').update(`${network} ${name}`).digest('base64url')}`;
}

const tooOften = (seconds: number): DomainError =>
  rateLimited(`That was too often: try again in ${inWords(seconds)}.`, seconds);

function inWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}

function throwIf(refusal: DomainError | null): void {
  if (refusal) throw refusal;
}
