import { CloseCode, type Server } from 'graphql-ws';
import type { WebSocket, WebSocketServer } from 'ws';

/** What carries one client's messages, and what is known of the client. */
export interface Carried {
  readonly socket: WebSocket;
}

const MAX_REASON_BYTES = 123;

type Ending = (code?: number, reason?: string) => void;

export interface CarrierOptions {
  readonly keepAliveMs: number;
  readonly onFault: (error: unknown) => void;
}

/**
 * Carries the protocol's messages between graphql-ws and `ws`. graphql-ws brings such a carrier as well: it keeps each
 * received message in memory for as long as the subscription that the message began, sets two timers for each socket, and
 * writes the errors of clients to the console.
 */
export class SocketCarrier<Extra extends Carried> {
  private readonly silent = new WeakSet<WebSocket>();
  /** What ends the operations of each socket. */
  private readonly endings = new WeakMap<WebSocket, Ending>();
  private readonly pinging: NodeJS.Timeout;

  constructor(
    private readonly protocol: Server<Extra>,
    private readonly sockets: WebSocketServer,
    private readonly options: CarrierOptions,
  ) {
    this.pinging = setInterval(() => this.pingAll(), options.keepAliveMs);
  }

  carry(extra: Extra): void {
    const { socket } = extra;
    let onMessage: (message: unknown) => Promise<void> = () => Promise.resolve();
    const closed = this.protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => send(socket, text),
        close: (code, reason) => this.close(socket, code, reason),
        // It parses what is a text, and takes what is not as it is.
        onMessage: (take) => (onMessage = take as typeof onMessage),
      },
      extra,
    );
    const fail = (error: unknown) => this.fail(socket, error);
    const end: Ending = (code, reason) => void closed(code, reason).catch(fail);
    this.endings.set(socket, end);
    socket.on('message', (data: Buffer) => {
      // ws goes on delivering until the other end answers the close frame, which it may never do.
      if (socket.readyState === socket.OPEN) void onMessage(messageIn(data.toString())).catch(fail);
    });
    socket.on('pong', () => this.silent.delete(socket));
    // A client that breaks off or the protocol: ws closes the socket with the fitting code.
    socket.on('error', () => undefined);
    socket.once('close', (code, reason) => end(code, reason.toString()));
  }

  /** Ends a client's operations at once, takes no more of its messages, and has its socket closed. */
  close(socket: WebSocket, code?: number, reason?: string): void {
    socket.close(code, reason && cut(reason));
    this.endings.get(socket)?.(code, reason);
  }

  /** Closes every socket with 1001, and waits until all are closed. */
  async closeAll(): Promise<void> {
    clearInterval(this.pinging);
    for (const socket of this.sockets.clients) this.close(socket, 1001, 'Going away');
    await new Promise<void>((resolve) => this.sockets.close(() => resolve()));
  }

  /** One that has not answered the last ping is gone, or its reader is stuck. */
  private pingAll(): void {
    for (const socket of this.sockets.clients) {
      if (this.silent.has(socket)) socket.terminate();
      else if (socket.readyState === socket.OPEN) {
        this.silent.add(socket);
        socket.ping();
      }
    }
  }

  private fail(socket: WebSocket, error: unknown): void {
    if (isFaultOfMessage(error)) {
      this.close(socket, CloseCode.BadRequest, 'Invalid message received');
      return;
    }
    this.options.onFault(error);
    this.close(socket, CloseCode.InternalServerError, 'Internal server error');
  }
}

/**
 * What the protocol names of a message. graphql-ws keeps what it is given for as long as the subscription that begins with
 * it: given the text, all that is in it.
 */
function messageIn(text: string): unknown {
  try {
    const { id, type, payload } = JSON.parse(text) as Record<string, unknown>;
    return { id, type, payload };
  } catch {
    // It says what is wrong with it, and closes the socket.
    return text;
  }
}

/** Resolves once the socket has taken it. What cannot be sent any more need not be: the socket's end is told apart. */
function send(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState === socket.OPEN) socket.send(text, () => resolve());
    else resolve();
  });
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
