import { CloseCode, type Server } from 'graphql-ws';
import type { WebSocket, WebSocketServer } from 'ws';
import type { AnswerRoom } from '../answer-room';
import { Conversation, type Carried, type Carrier } from './conversation';
import { MessageLine } from './message-line';

const MAX_REASON_BYTES = 123;

export interface CarrierOptions {
  readonly answers: AnswerRoom;
  readonly keepAliveMs: number;
  readonly onFault: (error: unknown) => void;
}

/**
 * Carries the protocol's messages between graphql-ws and `ws`. graphql-ws brings such a carrier as well: it keeps each
 * received message in memory for as long as the subscription that the message began, sets two timers for each socket, and
 * writes the errors of clients to the console.
 */
export class SocketCarrier<Extra extends Carried> implements Carrier {
  readonly line = new MessageLine();
  readonly answers: AnswerRoom;
  private readonly silent = new WeakSet<WebSocket>();
  private readonly conversations = new WeakMap<WebSocket, Conversation>();
  private readonly pinging: NodeJS.Timeout;

  constructor(
    private readonly protocol: Server<Extra>,
    private readonly sockets: WebSocketServer,
    private readonly options: CarrierOptions,
  ) {
    this.answers = options.answers;
    this.pinging = setInterval(() => this.pingAll(), options.keepAliveMs);
  }

  carry(extra: Extra): void {
    const { socket } = extra;
    const conversation = new Conversation(extra, this);
    conversation.openWith(this.protocol, extra);
    this.conversations.set(socket, conversation);
    socket.on('message', (data: Buffer) => {
      this.silent.delete(socket);
      if (socket.readyState === socket.OPEN) this.line.hear(conversation, data.toString());
    });
    socket.on('pong', () => this.silent.delete(socket));
    // A client that breaks off or the protocol: ws closes the socket with the fitting code.
    socket.on('error', () => undefined);
    socket.once('close', (code, reason) => conversation.end(code, reason.toString()));
  }

  /** Something that a client had to wait for is over. */
  goOn(socket: WebSocket): void {
    const conversation = this.conversations.get(socket);
    if (conversation) this.line.goOn(conversation);
  }

  /** Ends a client's operations at once, takes no more of its messages, and has its socket closed. */
  close(socket: WebSocket, code?: number, reason?: string): void {
    socket.close(code, reason && cut(reason));
    this.conversations.get(socket)?.end(code, reason);
  }

  /** Closes every socket with 1001, and waits until all are closed. */
  async closeAll(): Promise<void> {
    clearInterval(this.pinging);
    for (const socket of this.sockets.clients) this.close(socket, 1001, 'Going away');
    await new Promise<void>((resolve) => this.sockets.close(() => resolve()));
  }

  /** Closes a socket for what was thrown while a message of it was handled, or while it was ended. */
  fail(socket: WebSocket, error: unknown): void {
    if (isFaultOfMessage(error)) {
      this.close(socket, CloseCode.BadRequest, 'Invalid message received');
      return;
    }
    this.options.onFault(error);
    this.close(socket, CloseCode.InternalServerError, 'Internal server error');
  }

  /** One that has said nothing since the last ping, not even an answer, is gone, or its reader is stuck. */
  private pingAll(): void {
    for (const socket of this.sockets.clients) {
      if (this.conversations.get(socket)?.isBeyondPings) this.silent.delete(socket);
      else if (this.silent.has(socket)) socket.terminate();
      else if (socket.readyState === socket.OPEN) {
        this.silent.add(socket);
        socket.ping();
      }
    }
  }
}

/** graphql-ws throws for messages that only a server sends, and for a ping nested too deeply to be written again. */
function isFaultOfMessage(error: unknown): boolean {
  if (error instanceof RangeError) return true;
  return error instanceof Error && error.message.startsWith('Unexpected message of type ');
}

/** As much of a reason as a close frame has room for. */
function cut(reason: string): string {
  const { read } = new TextEncoder().encodeInto(reason, new Uint8Array(MAX_REASON_BYTES));
  return reason.slice(0, read);
}
