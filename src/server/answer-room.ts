import { rateLimited, type DomainError } from '../errors';

/** When one that was refused may be tried again: it depends on when others take what they asked for. */
const RETRY_AFTER_S = 5;
/** How long an answer may wait to be begun. Those that are read as fast as they come leave room within moments. */
const PATIENCE_MS = 10_000;
/** Of one network. */
const MAX_IN_LINE = 1_000;
/** Of the room: so much may be taken beside it by what was sent for the answers that wait. */
const PART_OF_LINE = 1 / 4;

/** What one answer takes of the room. */
export interface AnswerShare {
  /** Takes as much as an answer is found to need, where that is more. @throws DomainError RATE_LIMITED */
  grow(size: number): void;
  /** To be called when it is over; more often does no harm. */
  leave(): void;
}

/** Waits to be begun. */
interface Waiting {
  readonly size: number;
  /** What is kept of its request, in bytes. */
  readonly sent: number;
  readonly admit: (share: AnswerShare) => void;
  readonly refuse: (refusal: DomainError) => void;
}

interface Network {
  held: number;
  /** What was sent for those in its line. */
  sent: number;
  readonly line: Waiting[];
}

/**
 * The memory for answers that are being made or wait for their readers. A network may have as much of it as is left free:
 * one that takes nothing of what it asks for has half of it at the most, several share it, and there is always some for the
 * next. What it asks for beyond waits; it is refused when that lasts. What was sent for those that wait has a place beside it,
 * which is shared out likewise: beyond that an answer is refused at once.
 */
export class AnswerRoom {
  private readonly networks = new Map<string, Network>();
  /** Of all networks. */
  private held = 0;
  private inLine = 0;
  /** For those in line, of all networks. */
  private sent = 0;
  private looking: NodeJS.Immediate | null = null;

  /** @param size in bytes, or the characters of what is not written yet */
  constructor(
    private readonly size: number,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  /**
   * Waits until there is room for an answer.
   * @param network as `networkOf` tells
   * @param most as much as it may have, as far as is known
   * @param sentBytes what is kept of its request while it waits; asked where it has to
   * @throws DomainError RATE_LIMITED
   */
  begin(network: string, most: number, sentBytes: () => number): Promise<AnswerShare> {
    const size = Math.min(most, this.size / 4);
    const inLine = this.networks.get(network)?.line.length ?? 0;
    if (inLine === 0 && this.hasRoom(network, size))
      return Promise.resolve(this.hold(network, size));
    const sent = sentBytes();
    if (inLine >= MAX_IN_LINE || !this.hasPlace(network, sent)) return Promise.reject(noRoom());
    return new Promise((resolve, reject) => this.wait(network, { size, sent }, resolve, reject));
  }

  /** Counts what is there already. */
  hold(network: string, size: number): AnswerShare {
    let held = 0;
    const change = (by: number) => {
      held += by;
      this.count(network, by);
    };
    change(size);
    return {
      grow: (more) => {
        if (more <= held) return;
        // One that is alone may be of any size: what an operation can ask for is bounded.
        if (held < this.held && !this.hasRoom(network, more - held)) throw noRoom();
        change(more - held);
      },
      leave: () => change(-held),
    };
  }

  get bytes(): number {
    return this.held;
  }

  /** How many networks it keeps anything of. */
  get known(): number {
    return this.networks.size;
  }

  /** Refuses whatever waits. */
  close(): void {
    for (const { line } of this.networks.values())
      for (const { refuse } of line.splice(0)) refuse(noRoom());
  }

  private wait(
    network: string,
    { size, sent }: Pick<Waiting, 'size' | 'sent'>,
    resolve: (share: AnswerShare) => void,
    reject: (refusal: DomainError) => void,
  ): void {
    const known = this.networkOf(network);
    const { line } = known;
    const waiting: Waiting = {
      ...{ size, sent },
      admit: (share) => {
        settle();
        resolve(share);
      },
      refuse: (refusal) => {
        settle();
        reject(refusal);
      },
    };
    line.push(waiting);
    this.inLine += 1;
    this.sent += sent;
    known.sent += sent;
    const settle = () => {
      clearTimeout(patience);
      this.inLine -= 1;
      this.sent -= sent;
      known.sent -= sent;
    };
    const patience = setTimeout(() => {
      line.splice(line.indexOf(waiting), 1);
      this.forget(network);
      waiting.refuse(noRoom());
    }, this.patienceMs);
  }

  private hasRoom(network: string, size: number): boolean {
    if (this.held === 0) return true;
    const own = this.networks.get(network)?.held ?? 0;
    return own + size <= this.size - this.held - size;
  }

  private hasPlace(network: string, sent: number): boolean {
    if (this.sent === 0) return true;
    const own = this.networks.get(network)?.sent ?? 0;
    return own + sent <= this.size * PART_OF_LINE - this.sent - sent;
  }

  private count(network: string, by: number): void {
    // Nothing is known of who holds nothing.
    if (by === 0) return;
    this.held += by;
    this.networkOf(network).held += by;
    if (by > 0) return;
    this.forget(network);
    // What was made is counted anew by whoever sends it, before the next is begun.
    if (this.inLine > 0) this.looking ??= setImmediate(() => this.look());
  }

  private look(): void {
    this.looking = null;
    for (const [name, { line }] of this.networks) {
      for (let [next] = line; next && this.hasRoom(name, next.size); [next] = line) {
        line.shift();
        next.admit(this.hold(name, next.size));
      }
      this.forget(name);
    }
  }

  private networkOf(name: string): Network {
    const known = this.networks.get(name);
    if (known) return known;
    const network = { held: 0, sent: 0, line: [] };
    this.networks.set(name, network);
    return network;
  }

  private forget(name: string): void {
    const network = this.networks.get(name);
    if (network?.held === 0 && network.line.length === 0) this.networks.delete(name);
  }
}

const noRoom = () =>
  rateLimited(
    'Too much that was asked for from this address waits to be taken: take it first, or ask for less.',
    RETRY_AFTER_S,
  );
