import { z } from 'zod';
import {
  DEFAULT_RATES,
  parseRate,
  rateNames,
  variableOf,
  type Rate,
  type Rates,
} from './rates/rate';

/** SQLite and argon2 share libuv's threads: its default of 4 lets two sign-ins hold up every query. */
const THREADS = '8';
const MIB = 2 ** 20;
const HOUR_MS = 60 * 60 * 1000;

const port = z.coerce.number().int().min(0).max(65535);
const count = z.coerce.number().int().min(1);
const score = z.coerce.number().min(0);
const milliseconds = z.coerce.number().int().min(1);
const proxies = z
  .string()
  .regex(/^(false|\d)$/, 'must be false, or how many proxies (9 at most) stand before the server')
  .transform((value) => (value === 'false' ? 0 : Number(value)));
const onOrOff = z.enum(['on', 'off']).transform((value) => value === 'on');
const byMode = z.enum(['on', 'off']).optional();
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

const webUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
  .transform((value) => value.replace(/(?<!\/)\/+$/, ''));

const databaseUrl = z
  .string()
  .regex(
    /^(sqlite:.+|postgres(ql)?:\/\/.+)$/,
    'must be sqlite:<path> or postgres://<user>@<host>:<port>/<database>',
  );

const redisUrl = z
  .string()
  .regex(/^rediss?:\/\/[^/\s]+/, 'must be redis://<user>:<password>@<host>:<port>, or rediss://…');

const smtpUrl = z
  .string()
  .regex(/^smtps?:\/\/[^/\s]+/, 'must be smtp://<user>:<password>@<host>:<port>, or smtps://…');
const sender = z
  .string()
  .regex(/^[^\r\n]*[^\s@<>]@[^\s@<>]+>?$/, 'must be an address, or "Name <address>"');

const originList = z.string().transform((value, context) => {
  const origins = value
    .split(',')
    .map((origin) => origin.trim().replace(/(?<!\/)\/+$/, ''))
    .filter((origin) => origin !== '');
  for (const origin of origins) {
    if (!/^https?:\/\/[^/\s]+$/.test(origin))
      context.addIssue(`"${origin}" is no origin such as https://blog.example`);
  }
  return origins;
});

const rate = z.string().transform((value, context) => {
  const parsed = value === 'off' ? null : parseRate(value);
  if (parsed === null && value !== 'off')
    context.addIssue('must be such as 30/15m (s, m, h or d), or off');
  return parsed;
});
const rateVariables = z.object(
  Object.fromEntries(rateNames.map((name) => [variableOf(name), rate.optional()])),
);

const environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: port.default(4000),
  HOST: z.string().min(1).default('localhost'),
  DATABASE_URL: databaseUrl.default('sqlite:./data/rejoinder.db'),
  REDIS_URL: redisUrl.optional(),
  PUBLIC_URL: webUrl.optional(),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  OPEN_SITES: flag.default(true),
  CORS_ORIGINS: originList.default([]),
  CHECKPOINT_INTERVAL_MS: milliseconds.max(30_000).default(30_000),
  SUBSCRIPTION_BUFFER: count.default(1_000),
  SUBSCRIPTION_BUFFER_BYTES: count.default(MIB),
  ANSWER_MEMORY_BYTES: count.min(MIB).default(256 * MIB),
  FEED_LOG_RETENTION_HOURS: count.default(7 * 24),
  TRUST_PROXY: proxies.default(0),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: sender.default('Rejoinder <rejoinder@localhost>'),
  RATE_LIMITS: onOrOff.default(true),
  MAX_SOCKETS_PER_ADDRESS: z.coerce.number().int().min(0).default(100),
  MAX_CONNECTIONS_PER_ADDRESS: z.coerce.number().int().min(0).default(300),
  MAX_SUBSCRIPTIONS_PER_SOCKET: count.default(100),
  METRICS: onOrOff.default(true),
  INTROSPECTION: byMode,
  SANDBOX: byMode,
  MAX_OPERATION_DEPTH: count.default(24),
  MAX_OPERATION_TOKENS: count.default(4_000),
  MAX_OPERATION_ALIASES: count.default(200),
  MAX_OPERATION_DIRECTIVES: count.default(100),
  MAX_OPERATION_COST: count.default(100_000),
  REPORTS_TO_HOLD: z.coerce.number().int().min(0).default(3),
  SPAM_HOLD_AT: score.default(0.6),
  SPAM_REJECT_AT: score.default(0.9),
});

/** How large one operation may be, over HTTP and WebSocket alike. */
export interface OperationLimits {
  /** The deepest nesting of fields. */
  readonly depth: number;
  readonly tokens: number;
  /** Of all fields; of one field half as many. */
  readonly aliases: number;
  readonly directives: number;
  /** A page of 100 comments with 3 replies each, all of whose fields and words are asked for, costs some 70,000. */
  readonly cost: number;
}

/** Everything that a deployment can set. Frozen; see README for what each one means. */
export interface Config {
  readonly isProduction: boolean;
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  /** Through which the nodes ring; null where it is the database. */
  readonly redisUrl: string | null;
  /** Without a trailing slash; null until the server knows the port that it listens on. */
  readonly publicUrl: string | null;
  readonly logLevel: string;
  readonly hasOpenSites: boolean;
  readonly corsOrigins: readonly string[];
  readonly checkpointIntervalMs: number;
  /** How many messages may wait for one subscriber's socket, and how many bytes of them. */
  readonly subscriptionBuffer: number;
  readonly subscriptionBufferBytes: number;
  /** What all answers that are being made or wait for their readers may take. */
  readonly answerMemoryBytes: number;
  /** How old an entry of the feed log may become, and so how late a live cursor can be resumed from. */
  readonly feedLogRetentionMs: number;
  /** How many proxies stand before the server, each of which tells whom it was asked by. */
  readonly trustedProxies: number;
  /** The mail server; null where messages are written to files. */
  readonly smtpUrl: string | null;
  /** Who messages are from. */
  readonly mailFrom: string;
  /** How many sockets one client may have open; null where they are not limited. */
  readonly maxSocketsPerAddress: number | null;
  /** How many connections of any kind one address may have open; null where they are not limited. */
  readonly maxConnectionsPerAddress: number | null;
  /** How many operations, subscriptions included, one socket may have under way. */
  readonly maxSubscriptionsPerSocket: number;
  /** Whether `/metrics` is served. */
  readonly hasMetrics: boolean;
  /** Whether the schema may be asked about itself. */
  readonly hasIntrospection: boolean;
  /** Whether a browser that opens the API's address gets Apollo Sandbox. */
  readonly hasSandbox: boolean;
  readonly operations: OperationLimits;
  /** How often accounts and networks may do what; null where that is not limited. */
  readonly rates: Rates | null;
  /** So many members who report a comment hold it; 0 where none do. */
  readonly reportsToHold: number;
  /** From which score of the spam check on a comment is held, and from which on it is taken for spam. */
  readonly spamHoldAt: number;
  readonly spamRejectAt: number;
}

/** Every fault of a configuration, a line each. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The configuration cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads the configuration from environment variables; an empty one counts as not set.
 * @throws ConfigError with all faults at once
 */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value?.trim() !== ''),
  );
  const parsed = environment.safeParse(given);
  const rates = rateVariables.safeParse(given);
  if (!parsed.success || !rates.success)
    throw new ConfigError(
      [parsed.error, rates.error]
        .flatMap((error) => error?.issues ?? [])
        .map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    );
  const values = parsed.data;
  const isProduction = values.NODE_ENV === 'production';
  const isOn = (setting = isProduction ? 'off' : 'on') => setting === 'on';
  return Object.freeze({
    isProduction,
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL ?? null,
    publicUrl: values.PUBLIC_URL ?? null,
    logLevel: values.LOG_LEVEL,
    hasOpenSites: values.OPEN_SITES,
    corsOrigins: Object.freeze(values.CORS_ORIGINS),
    checkpointIntervalMs: values.CHECKPOINT_INTERVAL_MS,
    subscriptionBuffer: values.SUBSCRIPTION_BUFFER,
    subscriptionBufferBytes: values.SUBSCRIPTION_BUFFER_BYTES,
    answerMemoryBytes: values.ANSWER_MEMORY_BYTES,
    feedLogRetentionMs: values.FEED_LOG_RETENTION_HOURS * HOUR_MS,
    trustedProxies: values.TRUST_PROXY,
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom: values.MAIL_FROM,
    maxSocketsPerAddress: (values.RATE_LIMITS && values.MAX_SOCKETS_PER_ADDRESS) || null,
    maxConnectionsPerAddress: (values.RATE_LIMITS && values.MAX_CONNECTIONS_PER_ADDRESS) || null,
    maxSubscriptionsPerSocket: values.MAX_SUBSCRIPTIONS_PER_SOCKET,
    hasMetrics: values.METRICS,
    hasIntrospection: isOn(values.INTROSPECTION),
    hasSandbox: isOn(values.SANDBOX),
    operations: Object.freeze({
      depth: values.MAX_OPERATION_DEPTH,
      tokens: values.MAX_OPERATION_TOKENS,
      aliases: values.MAX_OPERATION_ALIASES,
      directives: values.MAX_OPERATION_DIRECTIVES,
      cost: values.MAX_OPERATION_COST,
    }),
    rates: values.RATE_LIMITS ? ratesOf(rates.data) : null,
    reportsToHold: values.REPORTS_TO_HOLD,
    spamHoldAt: values.SPAM_HOLD_AT,
    spamRejectAt: values.SPAM_REJECT_AT,
  });
}

function ratesOf(given: Readonly<Record<string, Rate | null | undefined>>): Rates {
  const rates = rateNames.map((name) => {
    const set = given[variableOf(name)];
    return [name, set === undefined ? DEFAULT_RATES[name] : set];
  });
  return Object.freeze(Object.fromEntries(rates) as Rates);
}

/** Widens libuv's thread pool. Takes effect only before the first use of the pool: call it first. */
export function widenThreadPool(): void {
  process.env.UV_THREADPOOL_SIZE ??= THREADS;
}
