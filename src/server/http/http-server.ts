import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import cors from '@fastify/cors';
import Fastify, {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { clientLabel } from '../../accounts/client-label';
import type { SessionService } from '../../accounts/session.service';
import type { Config } from '../../config';
import type { Turns } from '../../live/turns';
import type { AnswerRoom } from '../answer-room';
import { authenticate } from '../authentication';
import { networkOf, trustedHops } from '../client-address';
import { createContext, type ContextSource, type RequestContext } from '../context';
import { logFault } from '../fault-log';
import type { Metrics } from '../metrics/metrics';
import { bytesOfRequest } from '../operations/documents';
import type { Execute } from '../operations/execution';
import { isAllowedOrigin } from '../origins';
import { addSecurityHeaders } from '../security-headers';
import { createApollo } from './apollo';
import { limitConnections } from './connection-limits';
import { HttpAnswers } from './http-answers';
import { registerHealth } from './health';
import { measureBodies } from './json-bodies';
import { registerOldAddresses } from './old-addresses';
import { OWN_EXPORT, registerOwnExport } from './own-export';
import { answerFaultyRequests, refusingConnections, refusingRequests } from './request-errors';
import { RequestEnds } from './request-ends';
import { RequestHaste } from './request-haste';
import { REQUEST_TIMES, type RequestTimes } from './request-limits';

const MAX_BODY_BYTES = 256 * 1024;
const PREFLIGHT_AGE_S = 600;
/** So much waits for a socket before a replay does, too: with less, each write to it is a small one. */
const HIGH_WATER_MARK_BYTES = 64 * 1024;

/** What of a request is nobody else’s business, should anything log one. */
const REDACTED = ['req.headers', 'req.remoteAddress', 'req.remotePort', 'req.url'];

export interface LogTo {
  write(line: string): void;
}

export interface HttpServerOptions {
  readonly config: Config;
  readonly source: ContextSource;
  readonly sessions: SessionService;
  readonly metrics: Metrics;
  readonly execute: Execute;
  readonly answers: AnswerRoom;
  /** What long works are to give way to requests by. */
  readonly turns: Turns;
  readonly isStopping: () => boolean;
  readonly times?: Partial<RequestTimes>;
  /** Where the log goes, a line at a time; standard output where it is not said. */
  readonly logTo?: LogTo;
}

/** The HTTP side: `/graphql`, health, metrics. Not listening yet. */
export async function createHttpServer(options: HttpServerOptions) {
  const { config, source, sessions, metrics, execute, turns, isStopping } = options;
  const { headersMs, requestMs, idleMs, checkMs } = { ...REQUEST_TIMES, ...options.times };
  const fastify = Fastify({
    logger: {
      level: config.logLevel,
      redact: REDACTED,
      ...(options.logTo && { stream: options.logTo }),
    },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    trustProxy: trustedHops(config.trustedProxies),
    requestTimeout: requestMs,
    keepAliveTimeout: idleMs,
    http: {
      highWaterMark: HIGH_WATER_MARK_BYTES,
      headersTimeout: headersMs,
      connectionsCheckingInterval: checkMs,
    },
    forceCloseConnections: 'idle',
    frameworkErrors: refusingRequests(source.publicUrl),
    clientErrorHandler: refusingConnections(source.publicUrl),
  });
  await fastify.register(cors, {
    origin: (origin, answer) =>
      answer(null, !origin || isAllowedOrigin(config, origin, source.publicUrl())),
    methods: ['GET', 'POST'],
    maxAge: PREFLIGHT_AGE_S,
  });
  limitConnections(fastify.server, config);
  addSecurityHeaders(fastify, source.publicUrl);
  // From when a request has arrived whole, however slowly it was sent.
  const ends = new RequestEnds();
  const haste = new RequestHaste(turns, ends);
  fastify.addHook('preHandler', (request, reply, done) => {
    // An export is a long work itself.
    if (request.routeOptions.url !== OWN_EXPORT) haste.begin(request.raw, reply.raw);
    done();
  });
  const answers = new HttpAnswers(options.answers, ends);
  answers.count(fastify);
  answerFaultyRequests(fastify);
  measureBodies(fastify);
  if (config.hasMetrics) metrics.serve(fastify, source.reads);
  registerHealth(fastify, { reads: source.reads, isStopping });
  registerOldAddresses(fastify, { posts: source.services.posts, publicUrl: source.publicUrl });
  registerOwnExport(fastify, {
    ...{ ownExports: source.services.ownExports, sessions, rates: source.rates },
    ...{ answers, ends, turns },
  });
  // Whoever opens the bare address in a browser is looking for the API.
  fastify.get('/', (_request, reply) => reply.redirect('/graphql'));
  const apollo = createApollo({
    source,
    offersSandbox: config.hasSandbox,
    times: metrics.operations,
    execute,
    log: (errorId, cause) =>
      logFault(fastify.log, 'An operation failed unexpectedly.', cause, { errorId }),
  });
  await apollo.start();
  routeGraphql(fastify, { apollo, source, sessions, answers });
  return { fastify, apollo };
}

interface GraphqlOptions {
  readonly apollo: ApolloServer<RequestContext>;
  readonly source: ContextSource;
  readonly sessions: SessionService;
  readonly answers: HttpAnswers;
}

function routeGraphql(
  fastify: FastifyInstance,
  { apollo, source, sessions, answers }: GraphqlOptions,
): void {
  const answer = fastifyApolloHandler(apollo, {
    context: async (request) => {
      const network = networkOf(request.ip);
      const known = await authenticate(sessions, request.headers.authorization);
      const authentication =
        known.status === 'invalid'
          ? { ...known, refusal: source.rates.refusalOf('badTokens', { accountId: null, network }) }
          : known;
      const client = clientLabel(request.headers['user-agent']);
      return {
        ...createContext(source, known.viewer, network, client),
        authentication,
        roomFor: (document, size) =>
          answers.begin(request, size, () => bytesOfRequest(document, bodyLengthOf(request))),
      };
    },
  }).bind(fastify);
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      return (await answer(request, reply)) as unknown;
    } finally {
      answers.made(request);
    }
  };
  fastify.route({ method: ['GET', 'POST'], url: '/graphql', handler });
}

/** In bytes; the most that it can be where it is not said. */
function bodyLengthOf({ method, headers }: FastifyRequest): number {
  if (method === 'GET') return 0;
  return Number(headers['content-length'] ?? MAX_BODY_BYTES);
}
