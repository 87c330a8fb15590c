import { CloseCode, MessageType, validateMessage, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { AnswerRoom } from '../answer-room';
import { faultOfJson } from '../operations/json-size';
import type { MessageLine, Speaker } from './message-line';
import type { OperationOrder } from './operation-order';
import type { SocketGate } from './socket-outlet';

/** What carries one client's messages. */
export interface Carried {
  readonly socket: WebSocket;
  readonly gate: SocketGate;
  readonly order: OperationOrder;
  /** Whom it comes from, as `networkOf` tells. */
  readonly network: string;
}

/** What a conversation needs of its carrier. */
export interface Carrier {
  readonly answers: AnswerRoom;
  readonly line: MessageLine;
  close(socket: WebSocket, code?: number, reason?: string): void;
  /** Closes the socket for what was thrown while a message was handled. */
  fail(socket: WebSocket, error: unknown): void;
}

type Closed = (code?: number, reason?: string) => Promise<void>;

type Named = Readonly<Record<'id' | 'type' | 'payload', unknown>>;

/** One client and graphql-ws, in messages. It is what graphql-ws takes for the socket, and has no timers and no closures. */
export class Conversation implements Speaker {
  readonly protocol: string;
  private handle: (message: unknown) => Promise<void> = () => Promise.resolve();
  /** What ends the client's operations. */
  private closed: Closed = () => Promise.resolve();

  constructor(
    private readonly carried: Carried,
    private readonly carrier: Carrier,
  ) {
    this.protocol = carried.socket.protocol;
  }

  get socket(): WebSocket {
    return this.carried.socket;
  }

  get isBehind(): boolean {
    return this.carried.gate.isBehind;
  }

  /** Whether pings and their answers wait behind what the client has yet to take: then its reading is watched instead. */
  get isBeyondPings(): boolean {
    const { gate } = this.carried;
    return gate.isFull || this.socket.isPaused;
  }

  get isBusy(): boolean {
    return this.carried.order.isFull;
  }

  onceTaken(listener: () => void): void {
    this.carried.gate.onceDrained(listener);
  }

  /** For graphql-ws. It parses what is a text, and takes what is not as it is. */
  onMessage(handle: (text: string) => Promise<void>): void {
    this.handle = handle as typeof this.handle;
  }

  /**
   * For graphql-ws. Resolves once the socket has taken it. What cannot be sent any more need not be: the socket's end is
   * told apart.
   */
  send(text: string): Promise<void> {
    return new Promise((resolve) => {
      if (!this.isOpen) {
        resolve();
        return;
      }
      const share = this.carrier.answers.hold(this.carried.network, Buffer.byteLength(text));
      this.socket.send(text, () => {
        share.leave();
        resolve();
      });
    });
  }

  close(code?: number, reason?: string): void {
    this.carrier.close(this.socket, code, reason);
  }

  /** Has graphql-ws take it up. @param extra what it gives to its hooks */
  openWith<Extra extends Carried>(protocol: Server<Extra>, extra: Extra): void {
    this.closed = protocol.opened(this, extra);
  }

  hear(text: string): void {
    if (!this.isOpen) return;
    const fault = faultOfJson(text);
    if (fault) this.close(CloseCode.BadRequest, fault.message);
    else this.take(text);
  }

  begin(id: string): void {
    if (!this.isOpen) return;
    const message = this.carried.order.next(id);
    if (message === null) this.carrier.line.goOn(this);
    else this.run(id, message);
  }

  /** Ends the client's operations. Nothing of it is heard any more. */
  end(code?: number, reason?: string): void {
    this.carried.order.clear();
    this.carrier.line.forget(this);
    this.closed(code, reason).catch((error: unknown) => this.carrier.fail(this.socket, error));
  }

  /** ws goes on delivering after a close, until the other end answers it, which it may never do. */
  private get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  private take(text: string): void {
    const message = messageIn(text);
    if (typeof message === 'string') this.pass(message);
    else if (typeof message.id !== 'string') this.pass(message);
    else if (message.type === MessageType.Subscribe) this.ask(message.id, message, text.length);
    else if (message.type === MessageType.Complete) this.complete(message.id, message);
    else this.pass(message);
  }

  private ask(id: string, message: Named, length: number): void {
    const verdict = this.carried.order.ask(id, message, length);
    if (verdict === 'begin') this.run(id, message);
    else if (verdict === 'refuse')
      this.close(CloseCode.SubscriberAlreadyExists, `Subscriber for ${id} already exists`);
    // Otherwise what is wrong with it might be passed over.
    else if (!isOfProtocol(message)) this.pass(message);
  }

  private complete(id: string, message: Named): void {
    if (!this.carried.order.complete(id)) this.pass(message);
  }

  private run(id: string, message: unknown): void {
    this.handle(message).then(
      () => this.over(id),
      (error: unknown) => this.carrier.fail(this.socket, error),
    );
  }

  private over(id: string): void {
    const { line } = this.carrier;
    if (this.carried.order.over(id)) line.begin(this, id);
    else line.goOn(this);
  }

  private pass(message: unknown): void {
    this.handle(message).catch((error: unknown) => this.carrier.fail(this.socket, error));
  }
}

/**
 * What the protocol names of a message. graphql-ws keeps what it is given for as long as the subscription that begins with
 * it: given the text, all that is in it.
 */
function messageIn(text: string): Named | string {
  try {
    const { id, type, payload } = JSON.parse(text) as Named;
    return { id, type, payload };
  } catch {
    // It says what is wrong with it, and closes the socket.
    return text;
  }
}

function isOfProtocol(message: unknown): boolean {
  try {
    validateMessage(message);
    return true;
  } catch {
    return false;
  }
}
