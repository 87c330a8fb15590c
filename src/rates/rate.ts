/** So many acts within so much time. */
export interface Rate {
  readonly count: number;
  readonly perMs: number;
}

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const FORM = /^([1-9]\d{0,6})\/(\d{0,4})([smhd])$/;

/** `30/15m`: thirty within fifteen minutes; `5/h`: five within an hour. @returns null for what is no rate */
export function parseRate(text: string): Rate | null {
  const [, count, units, unit = ''] = FORM.exec(text) ?? [];
  const perMs = Number(units === '' ? 1 : units) * (UNITS[unit] ?? 0);
  return perMs > 0 ? { count: Number(count), perMs } : null;
}

const rate = (text: string): Rate => {
  const parsed = parseRate(text);
  if (!parsed) throw new Error(`"${text}" is no rate.`);
  return parsed;
};

/**
 * How often what may be done, where nothing else is set: more than a person does on a web page. Of the person's account;
 * of a network, behind which a family may be, five times as often. Where nobody is signed in yet, of the network alone.
 */
export const DEFAULT_RATES = {
  /** A wrong try counts as three. */
  signIn: rate('100/15m'),
  /** Wrong tries of one name from one network: elsewhere its owner is let in. */
  signInName: rate('10/15m'),
  join: rate('30/h'),
  /** Requests with tokens that are good for nothing. */
  badTokens: rate('100/15m'),
  /** What mails somebody who cannot sign in. */
  recovery: rate('10/h'),
  /** Changes of password, email and sessions. */
  account: rate('30/h'),
  comments: rate('30/5m'),
  follows: rate('100/10m'),
  favorites: rate('200/10m'),
  blocks: rate('50/10m'),
  claims: rate('30/h'),
  profile: rate('30/10m'),
  search: rate('300/5m'),
  reports: rate('20/h'),
  /** Marks of notifications as seen. */
  notifications: rate('300/5m'),
} as const satisfies Record<string, Rate>;

export type RateName = keyof typeof DEFAULT_RATES;

/** A rate that is null has no limit. */
export type Rates = Readonly<Record<RateName, Rate | null>>;

/** Acts of those who are not signed in. */
export const OF_NETWORKS: ReadonlySet<RateName> = new Set([
  ...(['signIn', 'signInName', 'join', 'badTokens', 'recovery'] as const),
]);

/** `RATE_SIGN_IN` of `signIn`. */
export const variableOf = (name: RateName): string =>
  `RATE_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

export const rateNames = Object.keys(DEFAULT_RATES) as readonly RateName[];
