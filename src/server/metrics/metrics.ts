import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Queryable } from '../../database/statement';
import { readLogHead, type LogEntry } from '../../feed/feed-log.queries';
import type { LiveStats } from '../../live/live-stats';
import { logFault } from '../fault-log';
import { LoopDelay } from './loop-delay';
import { OperationTimes } from './operation-times';
import { processMetrics } from './process-metrics';
import { DURATIONS, timeRequests } from './request-times';
import { SocketCloses } from './socket-closes';

const PREFIX = 'rejoinder_';

/** In seconds. Entries that had to wait for the database may be a minute old. */
const LAGS = [...DURATIONS, 30, 60];

/** A number that is looked up whenever somebody asks. */
type Read = () => number;

/**
 * What `/metrics` tells, of one app: several may run in one process. Labels take their values from lists of our own, never
 * from what clients send.
 */
export class Metrics {
  readonly operations: OperationTimes;
  readonly closes: SocketCloses;
  private readonly registry = new Registry();
  private readonly loopDelay = new LoopDelay();
  private readonly log: Record<'head' | 'pruned' | 'tail' | 'lag' | 'dispatched' | 'wait', Gauge>;
  private readonly dispatchLag: Histogram;

  constructor(private readonly stats: LiveStats) {
    this.operations = new OperationTimes(this.registry);
    this.closes = new SocketCloses(this.registry);
    this.dispatchLag = new Histogram({
      name: `${PREFIX}feed_dispatch_lag_seconds`,
      help: 'How long after they were written entries of the log were handed to subscribers.',
      buckets: LAGS,
      registers: [this.registry],
    });
    this.log = {
      head: this.gauge('feed_log_head_sequence', 'The last sequence of the feed log.'),
      pruned: this.gauge('feed_log_pruned_sequence', 'Up to which sequence the log is pruned.'),
      tail: this.gauge('feed_tail_sequence', 'Up to which sequence this node has read the log.'),
      lag: this.gauge('feed_tail_lag_entries', 'How many entries this node has yet to read.'),
      dispatched: this.gauge(
        'feed_dispatched_sequence',
        'Up to which sequence this node has handed the log to its subscribers.',
      ),
      wait: this.gauge(
        'feed_dispatch_lag_entries',
        'How many entries this node has yet to hand to its subscribers.',
      ),
    };
    this.tellOfLive(stats);
    this.tellOfLoop();
  }

  /** Answers `GET /metrics`, and counts every request. */
  serve(fastify: FastifyInstance, reads: Queryable): void {
    timeRequests(fastify, this.registry);
    const ofProcess = processMetrics();
    fastify.get('/metrics', async (request, reply) => {
      await this.readLog(reads).catch((error: unknown) => {
        for (const gauge of Object.values(this.log)) gauge.remove();
        logFault(request.log, 'The feed log could not be read.', error);
      });
      const own = await this.registry.metrics();
      this.loopDelay.turn();
      const text = own + (await ofProcess.metrics());
      return reply.type(this.registry.contentType).send(text);
    });
  }

  tellOfAnswers(bytes: Read): void {
    this.gauge('answer_bytes', 'What answers that are made or wait for readers take.', bytes);
  }

  tellOfSockets(open: Read, refused: Read): void {
    this.gauge('sockets', 'WebSockets that are open.', open);
    this.counter('sockets_refused_total', 'WebSockets refused for there being too many.', refused);
  }

  /** @param now in milliseconds since 1970, by the clock that entries are written by */
  tellOfDispatch(entries: readonly LogEntry[], now: number): void {
    // The clock of the node that wrote one may be ahead of this one's.
    for (const { recordedAt } of entries)
      this.dispatchLag.observe(Math.max(0, now - recordedAt) / 1_000);
  }

  stop(): void {
    this.loopDelay.stop();
  }

  private tellOfLive(stats: LiveStats): void {
    const gauge = (name: string, help: string, read: Read) =>
      this.gauge(`live_${name}`, help, read);
    const counter = (name: string, help: string, read: Read) =>
      this.counter(`live_${name}_total`, help, read);
    gauge('subscriptions', 'Subscriptions that are open.', () => stats.subscriptions);
    gauge('groups', 'Groups of subscriptions that share their messages.', () => stats.groups);
    gauge('replays_under_way', 'Subscriptions that catch up.', () => stats.replaysUnderWay);
    counter('renderings', 'Messages made, for one or many subscriptions.', () => stats.renderings);
    counter('deliveries', 'Messages handed to subscriptions.', () => stats.deliveries);
    counter(
      'buffer_overflows',
      'Subscriptions ended with SLOW_CONSUMER.',
      () => stats.bufferOverflows,
    );
    counter('replays', 'Subscriptions that began after a cursor.', () => stats.replaysStarted);
    counter('replayed_entries', 'Entries sent in replays.', () => stats.replayedEntries);
  }

  private tellOfLoop(): void {
    const { loopDelay } = this;
    const delay = (name: string, what: string, read: Read) =>
      this.gauge(
        `event_loop_delay_${name}_seconds`,
        `${what} delay of the event loop, over the last two scrapes.`,
        read,
      );
    delay('p50', 'Median', () => loopDelay.percentile(50));
    delay('p99', '99th percentile of the', () => loopDelay.percentile(99));
    delay('max', 'Longest', () => loopDelay.percentile(100));
  }

  private async readLog(reads: Queryable): Promise<void> {
    const { head, pruned } = await readLogHead(reads);
    const { tailPosition, dispatchedPosition } = this.stats;
    this.log.head.set(head.sequence);
    this.log.pruned.set(pruned.sequence);
    this.log.tail.set(tailPosition);
    // The tail may have read on while the head was looked up.
    this.log.lag.set(Math.max(0, head.sequence - tailPosition));
    this.log.dispatched.set(dispatchedPosition);
    this.log.wait.set(Math.max(0, head.sequence - dispatchedPosition));
  }

  private gauge(name: string, help: string, read?: Read): Gauge {
    const gauge: Gauge = new Gauge({
      name: PREFIX + name,
      help,
      registers: [this.registry],
      ...(read && { collect: () => gauge.set(read()) }),
    });
    return gauge;
  }

  private counter(name: string, help: string, read: Read): void {
    const counter: Counter = new Counter({
      name: PREFIX + name,
      help,
      registers: [this.registry],
      collect: () => {
        counter.reset();
        counter.inc(read());
      },
    });
  }
}
