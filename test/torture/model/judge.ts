import type { Received, Subscribed } from '../subscribers/journal';
import type { Certainty, Moment } from './change';
import { faultsOfContent } from './contents';
import type { Fault, FaultKind } from './fault';
import type { History } from './history';
import type { Entry } from './matching';
import { isDelivered, type Subscription } from './rules';

const NAMES = { ADDED: 'Added', UPDATED: 'Updated', RETRACTED: 'Retracted' } as const;

const typeOf = ({ recipientId, change }: Entry): string =>
  `${recipientId === null ? 'Activity' : 'Notification'}${NAMES[change]}`;

/** What the model knows, to judge all subscribers by. */
export interface Evidence {
  /** The whole log. The first entry has sequence 1. */
  readonly entries: readonly Entry[];
  readonly history: History;
}

/** How many entries a subscriber had to receive, could either way, or had to be spared. */
export type Verdicts = Record<Certainty, number>;

/**
 * Follows what one subscriber received from message to message. A message says by its cursor that everything up to there
 * was sent or passed over, in the order of the log: so each entry was looked at between the subscription and the first
 * message that is not before it.
 */
export class Judge {
  readonly faults: Fault[] = [];
  readonly verdicts: Verdicts = { ALWAYS: 0, SOMETIMES: 0, NEVER: 0 };
  /** The last cursor's sequence; null before the first message. */
  private position: number | null = null;
  private subscribed: Subscribed | null = null;
  private isLive = false;
  private readonly had = new Set<number>();

  constructor(
    private readonly number: number,
    private readonly subscription: Subscription,
    private readonly evidence: Evidence,
  ) {}

  judge(items: readonly (Subscribed | Received)[]): void {
    for (const item of items)
      if (item.kind === 'SUBSCRIBED') this.subscribe(item);
      else this.receive(item);
    const end = this.evidence.entries.length;
    if (this.position !== end)
      this.fault('STUCK', `It ends at ${this.position}, the log at ${end}.`);
  }

  private subscribe(item: Subscribed): void {
    if (item.after !== this.position)
      this.fault('PROTOCOL', `It resumed after ${item.after}, having seen ${this.position}.`);
    this.subscribed = item;
    this.isLive = false;
  }

  private receive(message: Received): void {
    const { subscribed, position } = this;
    const isEvent = message.type !== 'FeedCheckpoint';
    if (!subscribed) this.fault('PROTOCOL', 'It received before it subscribed.');
    else if (!isEvent) this.checkProtocol(message, subscribed);
    if (position === null) this.begin(message, subscribed?.at ?? 0);
    else if (message.sequence < position || (isEvent && message.sequence === position))
      this.goBack(message, isEvent);
    else this.goOn(position, message, isEvent);
  }

  private goOn(position: number, message: Received, isEvent: boolean): void {
    for (let sequence = position + 1; sequence < message.sequence; sequence += 1)
      this.look(sequence, message, false);
    if (message.sequence > position) this.look(message.sequence, message, isEvent);
    this.position = message.sequence;
  }

  /** The first message of all says where it begins: now. */
  private begin(message: Received, at: number): void {
    const { type, isStart, isLive, sequence } = message;
    if (type !== 'FeedCheckpoint' || !isStart || !isLive)
      this.fault('PROTOCOL', `It began with ${JSON.stringify(message)}.`);
    const next = this.evidence.entries[sequence];
    const last = this.evidence.entries[sequence - 1];
    if (next && next.when.to < at)
      this.fault('MISSING', `It began before what was there when it subscribed.`, sequence + 1);
    if (last && last.when.from > message.at)
      this.fault('PROTOCOL', `It began after what was not there yet.`, sequence);
    this.position = sequence;
  }

  private checkProtocol({ isLive, isStart, sequence }: Received, { after, at }: Subscribed): void {
    if (isStart && (after !== null || this.isLive))
      this.fault('PROTOCOL', 'A subscription began anew without being asked to.', sequence);
    if (this.isLive && !isLive)
      this.fault('PROTOCOL', 'A live subscription says that it is not live.', sequence);
    const next = this.evidence.entries[sequence];
    if (isLive && !this.isLive && next && next.when.to < at)
      this.fault('PROTOCOL', 'It says that it is live before it has caught up.', sequence);
    this.isLive ||= isLive;
  }

  private goBack({ sequence }: Received, isEvent: boolean): void {
    if (this.had.has(sequence) && isEvent) this.fault('TWICE', 'It came twice.', sequence);
    else this.fault('OUT_OF_ORDER', `It came after ${this.position}.`, sequence);
  }

  private look(sequence: number, message: Received, isReceived: boolean): void {
    const { entries, history } = this.evidence;
    const entry = entries[sequence - 1];
    if (!entry) {
      this.fault('PROTOCOL', 'The log has no such entry.', sequence);
      return;
    }
    const from = Math.max(entry.when.from, this.subscribed?.at ?? 0);
    const moment: Moment = { sequence, from, to: message.at };
    const verdict = isDelivered(entry, { subscription: this.subscription, history, moment });
    this.verdicts[verdict] += 1;
    if (isReceived) this.lookInto(entry, message, verdict, moment);
    else if (verdict === 'ALWAYS') this.fault('MISSING', 'It did not come.', sequence);
  }

  private lookInto(entry: Entry, message: Received, verdict: Certainty, moment: Moment): void {
    const { sequence } = entry;
    this.had.add(sequence);
    if (verdict === 'NEVER') this.fault('FORBIDDEN', 'It must not have come.', sequence);
    if (message.type !== typeOf(entry))
      this.fault('CONTENT', `It came as ${message.type}.`, sequence);
    const { history } = this.evidence;
    const { viewerId } = this.subscription;
    for (const text of faultsOfContent(message.digest, { entry, viewerId, history, moment }))
      this.fault('CONTENT', text, sequence);
  }

  private fault(kind: FaultKind, text: string, sequence: number | null = null): void {
    this.faults.push({ kind, text, subscriber: this.number, sequence });
  }
}
