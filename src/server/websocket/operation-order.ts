/** Operations that are ending, beyond which no more is taken from a client until one is over. */
const MAX_ENDING = 100;
/** Queries and mutations of a client that are under way at once: so many answers, each of which may be long, wait for its reader. */
const MAX_ANSWERING = 4;
/** What may wait for operations of the same ids to be over, in the characters of its messages. */
const MAX_WAITING_LENGTH = 512 * 1024;

/** Under way, and nobody has ended it. */
const RUNNING = 'running';
/** The client or the server has ended it, but it is not over yet: it may still read, or send what it had to say. */
const ENDING = 'ending';

/** Is to begin when the operation before it is over. */
interface Next {
  readonly message: unknown;
  readonly length: number;
}

/** What is to be done with a message that begins an operation. */
export type Verdict = 'begin' | 'wait' | 'refuse';

/**
 * Has the operations of one id on a socket follow each other: a client may use an id again as soon as it has completed it,
 * or was told its end. graphql-ws knows an operation by nothing but its id, and would take one for the other.
 */
export class OperationOrder {
  private readonly operations = new Map<string, typeof RUNNING | typeof ENDING | Next>();
  /** Those under way that are not known to last, as subscriptions do. */
  private readonly answering = new Set<string>();
  private ending = 0;
  private waitingLength = 0;

  /** Whether the client has to wait until an operation is over. */
  get isFull(): boolean {
    if (this.answering.size >= MAX_ANSWERING) return true;
    return this.ending >= MAX_ENDING || this.waitingLength > MAX_WAITING_LENGTH;
  }

  /**
   * An operation that may begin is under way from then on; one that waits is given by {@link next}.
   * @param length of the message, in characters
   */
  ask(id: string, message: unknown, length: number): Verdict {
    const before = this.operations.get(id);
    if (before === undefined) {
      this.operations.set(id, RUNNING);
      this.answering.add(id);
      return 'begin';
    }
    if (before !== ENDING) return 'refuse';
    this.operations.set(id, { message, length });
    this.waitingLength += length;
    return 'wait';
  }

  /** The operation that is under way is a subscription: others need not wait for it. */
  lasts(id: string): void {
    this.answering.delete(id);
  }

  /** The operation that is under way is ending: the client is told so. */
  end(id: string): void {
    if (this.operations.get(id) !== RUNNING) return;
    this.operations.set(id, ENDING);
    this.ending += 1;
  }

  /** The client has completed the last that it began. @returns whether that one waited: it never begins */
  complete(id: string): boolean {
    const operation = this.operations.get(id);
    if (typeof operation !== 'object') {
      this.end(id);
      return false;
    }
    this.operations.set(id, ENDING);
    this.waitingLength -= operation.length;
    return true;
  }

  /** To be called once for each that began. @returns whether another one waits for that */
  over(id: string): boolean {
    this.answering.delete(id);
    const operation = this.operations.get(id);
    if (operation === undefined) return false;
    if (typeof operation === 'object') return true;
    this.operations.delete(id);
    if (operation === ENDING) this.ending -= 1;
    return false;
  }

  /** Begins what waited for an operation that is over. @returns its message; null when it was ended meanwhile */
  next(id: string): unknown {
    const operation = this.operations.get(id);
    if (operation === undefined) return null;
    this.ending -= 1;
    if (typeof operation !== 'object') {
      this.operations.delete(id);
      return null;
    }
    this.operations.set(id, RUNNING);
    this.answering.add(id);
    this.waitingLength -= operation.length;
    return operation.message;
  }

  /** Forgets all: the socket is closed. */
  clear(): void {
    this.operations.clear();
    this.answering.clear();
    this.ending = 0;
    this.waitingLength = 0;
  }
}
