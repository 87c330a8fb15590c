import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A network between a client and a server that fails on command. */
export class FlakyProxy {
  /** How many connections clients have made. */
  connections = 0;
  /** How often clients have sent something. */
  sends = 0;
  private readonly waiting = new Set<() => void>();
  private readonly sockets = new Set<Socket>();
  private isStalled = false;
  private isRefusing = false;

  private constructor(
    private readonly server: Server,
    private target: URL,
  ) {
    server.on('connection', (client: Socket) => this.forward(client));
  }

  static async before(url: string): Promise<FlakyProxy> {
    const server = createServer();
    server.listen(0, 'localhost');
    await once(server, 'listening');
    return new FlakyProxy(server, new URL(url));
  }

  get url(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  /** From where the clients see it, the server has moved without changing its address. */
  pointTo(url: string): void {
    this.target = new URL(url);
  }

  /** Ends every connection without a word. @returns how many there were */
  cut(): number {
    const { size } = this.sockets;
    for (const socket of this.sockets) socket.destroy();
    return size / 2;
  }

  /** Lets nothing through any more, and says nothing about it. */
  stall(): void {
    this.isStalled = true;
    for (const socket of this.sockets) socket.pause();
  }

  flow(): void {
    this.isStalled = false;
    for (const socket of this.sockets) socket.resume();
  }

  /** Resets every new connection. */
  refuse(): void {
    this.isRefusing = true;
  }

  accept(): void {
    this.isRefusing = false;
  }

  /** Waits until clients have sent something so often more. */
  sent(times: number): Promise<void> {
    const goal = this.sends + times;
    return new Promise((resolve) => {
      const look = () => {
        if (this.sends < goal) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
    });
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  private forward(client: Socket): void {
    this.connections += 1;
    client.on('error', () => client.destroy());
    if (this.isRefusing) {
      client.resetAndDestroy();
      return;
    }
    const server = connect(Number(this.target.port), this.target.hostname);
    client.on('data', () => {
      this.sends += 1;
      for (const look of [...this.waiting]) look();
    });
    this.link(client, server);
    this.link(server, client);
  }

  private link(from: Socket, to: Socket): void {
    this.sockets.add(from);
    from.on('data', (chunk) => to.write(chunk));
    from.on('end', () => to.end());
    from.on('error', () => from.destroy());
    from.on('close', () => {
      this.sockets.delete(from);
      to.destroy();
    });
    if (this.isStalled) from.pause();
  }
}
