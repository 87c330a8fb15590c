import type { WebSocket } from 'ws';
import { Inbox } from './inbox';

/** What one client may have done in its turn: so many messages, and none begun after so long. */
const TURN_MESSAGES = 8;
const TURN_MS = 1;
/** How long the turns in one round of the event loop may take together, and so keep everything else waiting. */
const ROUND_MS = 8;

/** A client, as far as its messages take turns with those of others. */
export interface Speaker {
  readonly socket: WebSocket;
  /** Whether it leaves untaken what it was sent, and is to ask for no more. */
  readonly isBehind: boolean;
  /** Whether it is to ask for no more until something of it is over: then the line is told by {@link MessageLine.goOn}. */
  readonly isBusy: boolean;
  /** Calls back when it may have taken what it was sent. */
  onceTaken(listener: () => void): void;
  /** Does what a message asks for. Does not throw. */
  hear(text: string): void;
  /** Begins the operation of an id that has waited for the one before. Does not throw. */
  begin(id: string): void;
}

/**
 * Shares the event loop among the messages of clients. One that comes alone is heard at once. Of a client that sends many,
 * a few are; the rest waits in its inbox, and is not read from the network beyond what fits there. Those who wait have
 * their turns one after the other, and between the rounds everything else has its own.
 */
export class MessageLine {
  /** Of those for whom something waits. */
  private readonly inboxes = new Map<Speaker, Inbox>();
  private readonly line: Speaker[] = [];
  private round: NodeJS.Immediate | null = null;
  /** When the first message was heard since the last round; null before. */
  private openedAt: number | null = null;
  /** Who was heard last since then, how often, and from when on. */
  private last: Speaker | null = null;
  private heard = 0;
  private heardFrom = 0;

  /** Takes in a message of a client. */
  hear(speaker: Speaker, text: string): void {
    if (this.mayBeHeard(speaker)) {
      speaker.hear(text);
      return;
    }
    const inbox = this.inboxOf(speaker);
    inbox.put(text);
    if (inbox.isFull) pause(speaker, inbox);
  }

  /** Has an operation begin that waited. It stands in no way of the messages that came after it, nor they in its. */
  begin(speaker: Speaker, id: string): void {
    this.inboxOf(speaker).putReady(id);
    this.goOn(speaker);
  }

  /** What a client had to wait for may be over. */
  goOn(speaker: Speaker): void {
    const inbox = this.inboxes.get(speaker);
    if (inbox) this.enter(speaker, inbox);
  }

  /** Throws away what waits of a client. */
  forget(speaker: Speaker): void {
    const inbox = this.inboxes.get(speaker);
    if (!inbox) return;
    inbox.clear();
    this.leave(speaker, inbox);
  }

  private mayBeHeard(speaker: Speaker): boolean {
    if (this.inboxes.has(speaker) || speaker.isBehind || speaker.isBusy) return false;
    const now = performance.now();
    if (this.openedAt === null) {
      this.openedAt = now;
      this.setRound();
    } else if (now - this.openedAt > ROUND_MS) return false;
    if (this.last !== speaker) {
      this.last = speaker;
      this.heard = 0;
      this.heardFrom = now;
    }
    this.heard += 1;
    return this.heard <= TURN_MESSAGES && now - this.heardFrom < TURN_MS;
  }

  private inboxOf(speaker: Speaker): Inbox {
    let inbox = this.inboxes.get(speaker);
    if (!inbox) {
      inbox = new Inbox();
      this.inboxes.set(speaker, inbox);
      this.enter(speaker, inbox);
    }
    return inbox;
  }

  private enter(speaker: Speaker, inbox: Inbox): void {
    if (inbox.isInLine) return;
    inbox.isInLine = true;
    this.line.push(speaker);
    this.setRound();
  }

  private leave(speaker: Speaker, inbox: Inbox): void {
    this.inboxes.delete(speaker);
    if (inbox.isPaused) speaker.socket.resume();
  }

  private setRound(): void {
    this.round ??= setImmediate(() => this.goRound());
  }

  /** Everybody has one turn at the most; whoever had none is among the first in the next round. */
  private goRound(): void {
    this.round = null;
    this.openedAt = null;
    this.last = null;
    const end = performance.now() + ROUND_MS;
    let left = this.line.length;
    do {
      const speaker = this.line.shift();
      if (speaker) this.giveTurn(speaker);
      left -= 1;
    } while (left > 0 && performance.now() < end);
    if (this.line.length > 0) this.setRound();
  }

  private giveTurn(speaker: Speaker): void {
    const inbox = this.inboxes.get(speaker);
    // It was closed meanwhile.
    if (!inbox) return;
    inbox.isInLine = false;
    const end = performance.now() + TURN_MS;
    let count = 0;
    let goesOn = true;
    while (goesOn && count < TURN_MESSAGES && performance.now() < end) {
      goesOn = hearNext(speaker, inbox);
      count += 1;
    }
    if (inbox.isEmpty) this.leave(speaker, inbox);
    else if (goesOn) this.enter(speaker, inbox);
    else this.hold(speaker, inbox);
  }

  /** Nothing more of a client can be heard until it has taken what it was sent, or something of it is over. */
  private hold(speaker: Speaker, inbox: Inbox): void {
    pause(speaker, inbox);
    if (!speaker.isBehind || inbox.awaitsReader) return;
    inbox.awaitsReader = true;
    speaker.onceTaken(() => {
      inbox.awaitsReader = false;
      this.goOn(speaker);
    });
  }
}

/** @returns whether there was something that may be heard now */
function hearNext(speaker: Speaker, inbox: Inbox): boolean {
  if (speaker.isBehind) return false;
  const id = inbox.takeReady();
  if (id !== undefined) {
    speaker.begin(id);
    return true;
  }
  const text = speaker.isBusy ? undefined : inbox.take();
  if (text === undefined) return false;
  speaker.hear(text);
  return true;
}

function pause({ socket }: Speaker, inbox: Inbox): void {
  if (inbox.isPaused) return;
  inbox.isPaused = true;
  socket.pause();
}
