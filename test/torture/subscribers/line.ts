import WebSocket from 'ws';

/** What a client sends to subscribe. */
export interface SubscribePayload {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

export interface LineWatcher {
  subscribing(payload: SubscribePayload): void;
  closed(): void;
}

/**
 * The connection under a client, whichever it uses at the time. It sees what the client subscribes to, and can be cut and
 * stalled without the client's doing.
 */
export class Line {
  /** A WebSocket for clients to use. */
  readonly implementation: typeof WebSocket;
  private socket: WebSocket | null = null;
  private stalled: WebSocket | null = null;

  constructor(watcher: LineWatcher) {
    const opened = (socket: WebSocket) => {
      this.socket = socket;
      socket.once('close', () => watcher.closed());
    };
    this.implementation = class extends WebSocket {
      constructor(address: any, ...more: any[]) {
        super(address, ...more);
        opened(this);
      }

      override send(data: any, ...more: any[]): void {
        const frame = JSON.parse(data);
        if (frame.type === 'subscribe') watcher.subscribing(frame.payload);
        (super.send as (...args: any[]) => void)(data, ...more);
      }
    };
  }

  /** Cuts it without a word. */
  cut(): void {
    this.stalled = null;
    this.socket?.terminate();
  }

  /** Stops reading: what the server sends stays in the buffers between the two. */
  stall(): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.stalled = this.socket;
    this.stalled.pause();
  }

  readOn(): void {
    this.stalled?.resume();
    this.stalled = null;
  }
}
