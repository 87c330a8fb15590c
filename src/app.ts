import { Expiry } from './accounts/expiry';
import { Passwords } from './accounts/password';
import { Background } from './background';
import { ClaimService } from './claims/claim.service';
import { systemClock, type Clock } from './clock';
import type { Config } from './config';
import type { Database, DatabaseOptions } from './database/database';
import { openDatabase } from './database/open-database';
import { DepartureService } from './departures/departure.service';
import { DepartureWork } from './departures/departure-work';
import { entities } from './entities';
import { Recorder } from './feed/recorder';
import { MemoryDoorbell, type Doorbell } from './live/doorbell';
import { FeedHub } from './live/hub';
import { LiveStats } from './live/live-stats';
import { LiveService } from './live/live.service';
import { PostgresDoorbell } from './live/postgres-doorbell';
import { RedisDoorbell } from './live/redis-doorbell';
import { FeedLogRetention } from './live/retention';
import { FeedTail } from './live/tail';
import { mailCarrierOf } from './mail/mail-carrier';
import { Mailer } from './mail/mailer';
import type { SpamCheck } from './moderation/spam-check';
import { Patience, type PatienceTimes } from './patience';
import { RateLimits } from './rates/rate-limits';
import type { Services } from './schema/context';
import { AnswerRoom } from './server/answer-room';
import { Connections } from './server/connections';
import { Documents } from './server/operations/documents';
import { executors, type ExecutorName } from './server/operations/execution';
import { logFault } from './server/fault-log';
import { createHttpServer, type LogTo } from './server/http/http-server';
import type { RequestTimes } from './server/http/request-limits';
import { Metrics } from './server/metrics/metrics';
import { StuckReaders } from './server/stuck-readers';
import { RareFaults } from './server/websocket/rare-faults';
import type { SocketTimes } from './server/websocket/socket-limits';
import { serveWebSockets } from './server/websocket/websocket';
import { createAccountServices, createServices } from './services';

/** How long requests under way may take once the server is told to stop. */
const CLOSE_GRACE_MS = 3_000;

/** What tests put in place of the world. */
export interface AppOptions {
  readonly clock?: Clock;
  readonly onRead?: DatabaseOptions['onRead'];
  readonly socketTimes?: Partial<SocketTimes>;
  readonly requestTimes?: Partial<RequestTimes>;
  /** How long a client may take nothing of what waits for it. */
  readonly stuckMs?: number;
  readonly logTo?: LogTo;
  readonly patience?: Partial<PatienceTimes>;
  readonly executor?: ExecutorName;
  readonly passwords?: Passwords;
  readonly spamCheck?: SpamCheck;
}

export interface App {
  /** Where it is reached on this machine, without a trailing slash. */
  readonly url: string;
  readonly database: Database;
  readonly services: Services;
  /** What its live side counts. */
  readonly stats: LiveStats;
  /** What deletes tokens and sessions that have expired. */
  readonly expiry: Expiry;
  /** Stops taking work, closes sockets with 1001, finishes what is under way, and lets go of everything. */
  close(): Promise<void>;
}

/** No statement of a server reads that long: its connection is gone, and another is tried. */
const READ_TIMEOUT_MS = 20_000;

/** Puts the server together and starts it. */
export async function createApp(config: Config, options: AppOptions = {}): Promise<App> {
  const clock = options.clock ?? systemClock;
  /** Null until there is a log. */
  let lost: RareFaults | null = null;
  const database = await openDatabase({
    url: config.databaseUrl,
    entities,
    onLost: (error) => lost?.tell(error),
    readTimeoutMs: READ_TIMEOUT_MS,
    ...(options.onRead && { onRead: options.onRead }),
  });
  const doorbell = await doorbellOf(config, database, (error) =>
    logFault(fastify.log, 'Redis is away: other nodes are told late of what is new.', error),
  );
  const stats = new LiveStats();
  let faults: RareFaults | null = null;
  const patience = new Patience(options.patience, (error) => faults?.tell(error));
  const hub = new FeedHub(database.reads, stats, patience);
  const live = new LiveService(database.reads, hub, {
    payloads: config.subscriptionBuffer,
    bytes: config.subscriptionBufferBytes,
  });
  const recorder = new Recorder(clock, () => doorbell.ring());
  const mailer = new Mailer(mailCarrierOf(config), {
    info: (message) => fastify.log.info(message),
    warn: (message) => fastify.log.warn(message),
  });
  const background = new Background((error) =>
    logFault(fastify.log, 'What was to be done after an answer was not.', error),
  );
  const common = createServices(config, database, recorder, clock, {
    spamCheck: options.spamCheck,
    onFault: (error) => logFault(fastify.log, 'The spam check failed: a comment is held.', error),
  });
  const passwords = options.passwords ?? new Passwords();
  const accountParts = { ...common, passwords, mailer, background };
  const accounts = createAccountServices(database, clock, accountParts);
  const claims = new ClaimService(
    ...([database.reads, database.units, clock, common.merges, mailer] as const),
  );
  const work = new DepartureWork({
    ...{ reads: database.reads, units: database.units, recorder, clock },
    forget: () => database.forget(),
    rewrite: () => database.rewrite(),
    forgetMail: (whom) => mailer.forget(whom),
    log: {
      warn: (message) => fastify.log.warn(message),
      fault: (error) => logFault(fastify.log, 'A deletion could not be ended yet.', error),
    },
  });
  const departures = new DepartureService(database.reads, database.units, passwords, work);
  const services = { ...common, ...accounts, claims, departures, live };

  let url = '';
  let isStopping = false;
  const source = {
    services,
    reads: database.reads,
    publicUrl: () => config.publicUrl ?? url,
    limits: config.operations,
    rates: new RateLimits(config.rates, clock),
    documents: new Documents({
      limits: config.operations,
      allowsIntrospection: config.hasIntrospection,
    }),
  };
  const { sessions } = services;
  const metrics = new Metrics(stats);
  const answers = new AnswerRoom(config.answerMemoryBytes);
  metrics.tellOfAnswers(() => answers.bytes);
  const execute = executors[options.executor ?? 'auto'];
  const { fastify, apollo } = await createHttpServer({
    ...{ config, source, sessions, metrics, execute, answers, turns: hub.turns },
    isStopping: () => isStopping,
    ...(options.requestTimes && { times: options.requestTimes }),
    ...(options.logTo && { logTo: options.logTo }),
  });
  faults = new RareFaults(fastify.log, 'The database failed; what it was to do is tried again.');
  lost = new RareFaults(fastify.log, 'A connection to the database was lost.');
  const connections = new Connections(fastify.server);
  const stuckReaders = new StuckReaders(connections, options.stuckMs);
  const tailFaults = new RareFaults(fastify.log, 'The feed log could not be read.');
  const tail = new FeedTail(database.reads, hub, doorbell, {
    checkpointIntervalMs: config.checkpointIntervalMs,
    onFault: (error) => tailFaults.tell(error),
    onDispatched: (entries) => metrics.tellOfDispatch(entries, clock()),
  });
  await tail.start();
  const retention = new FeedLogRetention(database, {
    retentionMs: config.feedLogRetentionMs,
    clock,
    onFault: (error) => logFault(fastify.log, 'The feed log could not be pruned.', error),
  });
  retention.start();
  work.start();
  const expiry = new Expiry(database.units, {
    clock,
    onFault: (error) => logFault(fastify.log, 'What has expired could not be deleted.', error),
  });
  const sockets = serveWebSockets(fastify.server, {
    ...{ config, source, sessions, execute, answers, metrics, patience, turns: hub.turns },
    log: fastify.log,
    ...(options.socketTimes && { times: options.socketTimes }),
  });
  url = addressOf(config.host, await listen(fastify, config));
  return {
    url,
    database,
    services,
    stats,
    expiry,
    close: async () => {
      isStopping = true;
      const closed = sockets.close();
      patience.end();
      answers.close();
      await closed;
      await closeHttp(fastify, connections);
      stuckReaders.stop();
      await apollo.stop();
      metrics.stop();
      await tail.stop();
      await retention.stop();
      await expiry.stop();
      await background.close();
      await work.stop();
      await mailer.close();
      await database.close();
    },
  };
}

async function doorbellOf(
  { redisUrl, databaseUrl }: Config,
  { name }: Database,
  onFault: (error: unknown) => void,
): Promise<Doorbell> {
  if (redisUrl !== null) return RedisDoorbell.of(redisUrl, onFault);
  return name === 'postgres' ? new PostgresDoorbell(databaseUrl) : new MemoryDoorbell();
}

type Fastify = Awaited<ReturnType<typeof createHttpServer>>['fastify'];

async function listen(fastify: Fastify, { host, port }: Config): Promise<number> {
  await fastify.listen({ host, port });
  const address = fastify.server.address();
  return typeof address === 'object' && address ? address.port : port;
}

/** Lets requests under way end. A connection that has sent nothing, or half a request, is not waited for. */
async function closeHttp(fastify: Fastify, connections: Connections): Promise<void> {
  const cut = setTimeout(() => connections.cut(), CLOSE_GRACE_MS);
  await fastify.close();
  clearTimeout(cut);
}

/** A server that listens everywhere is reached as localhost. */
function addressOf(host: string, port: number): string {
  const name = ['0.0.0.0', '::', '[::]'].includes(host) ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
