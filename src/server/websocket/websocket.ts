import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import {
  CloseCode,
  handleProtocols,
  makeServer,
  type Context as SocketContext,
  type SubscribePayload,
} from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { clientLabel } from '../../accounts/client-label';
import type { SessionService } from '../../accounts/session.service';
import type { Viewer } from '../../accounts/viewer';
import type { Config } from '../../config';
import { isPassingFault } from '../../database/passing-fault';
import type { Turns } from '../../live/turns';
import type { Patience } from '../../patience';
import { formatError } from '../../schema/format-error';
import type { AnswerRoom } from '../answer-room';
import { authenticate } from '../authentication';
import { clientAddress, networkOf } from '../client-address';
import type { ContextSource } from '../context';
import { logFault } from '../fault-log';
import type { Metrics } from '../metrics/metrics';
import type { Execute } from '../operations/execution';
import { faultsOf } from '../operations/faults';
import type { Carried } from './conversation';
import { OperationOrder } from './operation-order';
import { RareFaults } from './rare-faults';
import { RendererPool } from './renderer-pool';
import { SessionWatch } from './session-watch';
import { SocketCarrier } from './socket-carrier';
import { SOCKET_TIMES, SocketLimits, type SocketTimes } from './socket-limits';
import {
  askedBy,
  beginSubscription,
  executeOperation,
  inRoom,
  prepareOperation,
  type PreparedArgs,
  type RequestedOperation,
} from './socket-operation';
import { SocketGate } from './socket-outlet';
import { refusalOf, refuseUpgrade } from './socket-upgrade';

const MAX_MESSAGE_BYTES = 256 * 1024;
/** The id of an operation is kept, and repeated in each of its messages. */
const MAX_ID_LENGTH = 128;
/** A client that does not answer a close frame within this time is cut. */
const CLOSE_GRACE_MS = 1_000;
/** A close code of the WebSocket registry. The stock client comes back after it, but not after 4500. */
const TRY_AGAIN_LATER = 1013;

/** Has graphql-ws give up an operation; nobody is told. */
const NOT_WANTED = [new GraphQLError('The operation was completed before it began.')];

export interface WebSocketOptions {
  readonly config: Config;
  readonly source: ContextSource;
  readonly sessions: SessionService;
  readonly execute: Execute;
  readonly answers: AnswerRoom;
  readonly metrics: Metrics;
  /** What long works are to give way to operations by. */
  readonly turns: Turns;
  readonly patience: Patience;
  readonly log: FastifyBaseLogger;
  readonly times?: Partial<SocketTimes>;
}

/** What is known of a client. */
interface Client extends Carried {
  /** Null until it has signed in. */
  viewer: Viewer | null;
  /** What it calls itself. */
  readonly client: string | null;
}

type Socket = SocketContext<Record<string, unknown>, Client>;

/** The WebSocket side of `/graphql`: the `graphql-transport-ws` protocol, by graphql-ws. */
export function serveWebSockets(server: HttpServer, options: WebSocketOptions) {
  const { source, sessions, execute, answers, metrics, turns, patience, log } = options;
  const { initMs, keepAliveMs } = { ...SOCKET_TIMES, ...options.times };
  const limits = new SocketLimits(options.config, log);
  const sockets = new WebSocketServer({
    ...{ noServer: true, handleProtocols, maxPayload: MAX_MESSAGE_BYTES },
    // An option of ws that its types do not have yet.
    ...{ closeTimeout: CLOSE_GRACE_MS },
  });
  metrics.tellOfSockets(
    () => sockets.clients.size,
    () => limits.refused,
  );
  const close = (socket: WebSocket, code: number, reason: string) =>
    carrier.close(socket, code, reason);
  const sessionFaults = new RareFaults(log, 'Sessions could not be checked.');
  const watch = new SessionWatch(sessions, {
    onEnded: (socket) => close(socket, CloseCode.Unauthorized, 'Unauthorized'),
    onFault: (error) => sessionFaults.tell(error),
    patience,
  });
  const format = (error: GraphQLError): GraphQLFormattedError =>
    formatError(error, (errorId, cause) =>
      logFault(log, 'An operation failed unexpectedly.', cause, { errorId }),
    );

  const renderers = new RendererPool(execute, source, format);
  const messageFaults = new RareFaults(log, 'A message of a client failed unexpectedly.');
  const signInFaults = new RareFaults(log, 'A socket could not be signed in.');
  const protocol = makeServer<Record<string, unknown>, Client>({
    connectionInitWaitTimeout: initMs,
    onConnect: (socket) =>
      connect(socket, options, watch).catch((error: unknown) => {
        signInFaults.tell(error);
        if (isPassingFault(error)) close(socket.extra.socket, TRY_AGAIN_LATER, 'Try again later');
        else close(socket.extra.socket, CloseCode.InternalServerError, 'Internal server error');
        return false;
      }),
    onSubscribe: async (socket, id, payload) => {
      if (id.length > MAX_ID_LENGTH) {
        close(socket.extra.socket, CloseCode.BadRequest, 'The operation id is too long');
        return NOT_WANTED;
      }
      const known = prepareOperation(requested(socket, id, payload), options);
      if (!('document' in known)) return known;
      let prepared = known;
      try {
        const { socket: carried, viewer } = socket.extra;
        const isWanted = () => id in socket.subscriptions;
        const role = viewer && (await watch.roleOf(viewer.tokenHash, isWanted));
        if (viewer && !role) close(carried, CloseCode.Unauthorized, 'Unauthorized');
        if (viewer && role && role !== viewer.role) {
          // What somebody may do has changed since they signed in.
          socket.extra.viewer = { ...viewer, role };
          prepared = askedBy(prepared, socket.extra, source);
        }
        prepared = await inRoom(prepared, answers, socket.extra.network);
      } catch (error) {
        prepared.release();
        return faultsOf(error);
      }
      if (id in socket.subscriptions) return prepared;
      // It was completed meanwhile, as all are when the socket closes.
      prepared.release();
      return NOT_WANTED;
    },
    execute: async (args) => {
      const done = turns.hasten();
      try {
        return await metrics.operations.time(args, (timed) => executeOperation(timed, execute));
      } finally {
        done();
        (args as PreparedArgs).release();
      }
    },
    subscribe: (args) => beginSubscription(args as PreparedArgs, renderers),
    onOperation: ({ extra }, id, _payload, _args, result) => {
      if (!(Symbol.asyncIterator in result)) return;
      extra.order.lasts(id);
      carrier.goOn(extra.socket);
    },
    onNext: (_socket, _id, _payload, _args, { errors, data, extensions }) =>
      errors && {
        data: data ?? null,
        ...(extensions && { extensions }),
        errors: errors.map(format),
      },
    onError: ({ extra }, id, _payload, errors) => {
      extra.order.end(id);
      return errors.map(format);
    },
    onComplete: ({ extra }, id) => extra.order.end(id),
    onClose: ({ extra }) => watch.remove(extra.socket),
  });
  const carrier = new SocketCarrier(protocol, sockets, {
    answers,
    keepAliveMs,
    onFault: (error) => messageFaults.tell(error),
  });
  let isClosing = false;
  const upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const refusal = isClosing
      ? '503 Service Unavailable'
      : (refusalOf(request, options) ?? limits.admit(request, stream));
    if (refusal) refuseUpgrade(stream, refusal, source.publicUrl());
    else
      sockets.handleUpgrade(request, stream, head, (socket) => {
        const gate = new SocketGate(socket, request.socket);
        const network = networkOf(clientAddress(request, options.config.trustedProxies));
        const client = clientLabel(request.headers['user-agent']);
        const order = new OperationOrder();
        carrier.carry({ socket, gate, order, viewer: null, network, client });
        socket.once('close', (code) => metrics.closes.count(code));
      });
  };
  server.on('upgrade', upgrade);
  return {
    /** Closes every socket with 1001, and refuses new ones with 503: the clients resume elsewhere. */
    close: async (): Promise<void> => {
      isClosing = true;
      watch.stop();
      await carrier.closeAll();
    },
  };
}

function requested(
  { extra, subscriptions }: Socket,
  id: string,
  payload: SubscribePayload,
): RequestedOperation {
  const { gate, viewer, network, client } = extra;
  const underWay = Object.keys(subscriptions).length;
  return { gate, viewer, network, client, id, payload, underWay };
}

/** Signs a socket in. The stock client stops retrying on 4401 and few other codes: a dead token must not come again. */
async function connect(
  socket: Socket,
  { source, sessions, patience }: Pick<WebSocketOptions, 'source' | 'sessions' | 'patience'>,
  watch: SessionWatch,
): Promise<boolean> {
  const { connectionParams, extra } = socket;
  const given = connectionParams?.authorization ?? connectionParams?.Authorization;
  // graphql-ws would keep all that was sent for as long as the socket is open.
  Object.assign(socket, { connectionParams: undefined });
  const isOpen = () => extra.socket.readyState === extra.socket.OPEN;
  const { status, viewer } = await patience.with(() => authenticate(sessions, given), isOpen);
  extra.viewer = viewer;
  // One that closed meanwhile has been removed already, and would be watched for ever.
  if (viewer && isOpen()) watch.add(extra.socket, viewer.tokenHash);
  if (status === 'invalid') {
    // It is not to come again, however often it did: that it counts concerns requests.
    source.rates.refusalOf('badTokens', { accountId: null, network: extra.network });
    extra.socket.close(CloseCode.Unauthorized, 'Unauthorized');
  }
  return status !== 'invalid';
}
