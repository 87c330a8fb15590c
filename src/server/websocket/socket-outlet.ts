import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Outlet } from '../../live/outlet';
import { SocketHoldings } from './socket-holdings';
import { FrameRoom, textFrame } from './text-frame';

const END = Buffer.from('}');
/** A client that has not taken so much of what it asked for is not read from: it would ask for more. */
const MAX_UNTAKEN_BYTES = 4 * 1024 * 1024;

/** One for all sockets: no frame is made before the last was handed to the system. */
const room = new FrameRoom();

/** One client's socket, as all its subscriptions share it. */
export class SocketGate {
  readonly holdings = new SocketHoldings();
  private readonly waiting = new Set<() => void>();
  private isGathering = false;
  private keptBytes = 0;

  constructor(
    private readonly socket: WebSocket,
    private readonly connection: Socket,
  ) {
    connection.on('drain', () => this.open());
    connection.on('close', () => this.open());
  }

  /** Whether it waits for its reader. */
  get isFull(): boolean {
    return this.connection.writableNeedDrain && !this.connection.destroyed;
  }

  /** Whether too much of what the client asked for waits for its reader. */
  get isBehind(): boolean {
    return this.isFull && this.socket.bufferedAmount > MAX_UNTAKEN_BYTES;
  }

  get bufferedBytes(): number {
    return this.connection.writableLength + this.keptBytes;
  }

  keep(bytes: number): void {
    this.keptBytes += bytes;
  }

  /** Sends a text message, given in pieces. */
  send(parts: readonly Buffer[]): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    // Between the frames that ws itself writes: it compresses none, and so holds none back.
    // What waits behind something else is kept: in a room of its own it would take many times of what it has.
    if (this.connection.writableLength > 0 || this.isGathering)
      this.connection.write(textFrame(parts));
    else this.sendAtOnce(parts);
  }

  gather(): void {
    if (this.isGathering) return;
    this.isGathering = true;
    this.connection.cork();
    process.nextTick(() => {
      this.isGathering = false;
      this.connection.uncork();
    });
  }

  onceDrained(listener: () => void): void {
    if (this.isFull) this.waiting.add(listener);
    else setImmediate(listener);
  }

  private sendAtOnce(parts: readonly Buffer[]): void {
    this.connection.write(textFrame(parts, room));
    // The system has taken only a part of it.
    if (this.connection.writableLength > 0) room.leave();
  }

  private open(): void {
    const listeners = [...this.waiting];
    this.waiting.clear();
    for (const listener of listeners) listener();
  }
}

/** One operation's place on a socket: puts the shared payload of a message into a frame of its own. */
export class OperationOutlet implements Outlet {
  readonly frameBytes: number;
  private readonly begin: Buffer;

  /** @param id the operation's, as the client chose it */
  constructor(
    private readonly gate: SocketGate,
    id: string,
  ) {
    this.begin = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
    this.frameBytes = this.begin.length + END.length;
  }

  get isFull(): boolean {
    return this.gate.isFull;
  }

  get bufferedBytes(): number {
    return this.gate.bufferedBytes;
  }

  keep(bytes: number): void {
    this.gate.keep(bytes);
  }

  send(payload: Buffer): void {
    this.gate.send([this.begin, payload, END]);
  }

  gather(): void {
    this.gate.gather();
  }

  onceDrained(listener: () => void): void {
    this.gate.onceDrained(listener);
  }
}
