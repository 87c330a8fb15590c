import { once } from 'node:events';
import { createServer } from 'node:net';
import { decodeLiveCursor } from '../../../src/schema/cursor';
import type { GraphQLAnswer } from '../../support/app';
import type { Random } from '../../support/random';
import type { Build, ServerProcess } from '../../support/server-process';
import { Waiting } from '../waiting';

/** Quiet feeds move their cursors often, and buffers are small enough to overflow by aliases of long texts. */
const VARIABLES = {
  HOST: '127.0.0.1',
  CHECKPOINT_INTERVAL_MS: '500',
  SUBSCRIPTION_BUFFER: '12',
  RATE_LIMITS: 'off',
  MAX_SOCKETS_PER_ADDRESS: '10000',
  MAX_OPERATION_ALIASES: '4000',
};

/** Below those that the system gives to outgoing connections: one of them could take a port while its node is dead. */
const PORTS = { from: 20_000, count: 12_000 };

interface Node {
  readonly port: number;
  /** Null while it is dead. */
  process: ServerProcess | null;
}

/** Servers on one database, each on a port that it keeps whenever it is killed and started again. */
export class Cluster {
  private readonly nodes: Node[] = [];
  private readonly waiting = new Waiting();
  private isStopped = false;

  private constructor(
    private readonly build: Build,
    private readonly databaseUrl: string,
  ) {}

  static async start(build: Build, databaseUrl: string, count: number): Promise<Cluster> {
    const cluster = new Cluster(build, databaseUrl);
    for (let index = 0; index < count; index += 1) {
      const node = { port: await freePort(), process: null };
      cluster.nodes.push(node);
      await cluster.revive(node);
    }
    return cluster;
  }

  get size(): number {
    return this.nodes.length;
  }

  get addresses(): string[] {
    return this.nodes.map(({ port }) => `127.0.0.1:${port}`);
  }

  /** The address of a node that is believed to be up, without the protocol; waits for one. */
  async address(random: Random): Promise<string> {
    const up = () => this.nodes.filter((node) => node.process !== null);
    // One that is up may be killed before whoever waited for it goes on.
    while (up().length === 0) await this.waiting.until(() => up().length > 0);
    return `127.0.0.1:${random.one(up()).port}`;
  }

  /** The last sequence of the log. */
  async head(random: Random): Promise<number> {
    const query = 'query { publicFeed(first: 1) { liveCursor } }';
    const search = new URLSearchParams({ query }).toString();
    const response = await fetch(`http://${await this.address(random)}/graphql?${search}`, {
      headers: { 'apollo-require-preflight': 'true' },
    });
    const { data } = (await response.json()) as GraphQLAnswer;
    return decodeLiveCursor(data.publicFeed.liveCursor).sequence;
  }

  /** Kills a node in the midst of whatever it does, and starts it again. @throws when it had ended by itself */
  async killAndRevive(index: number): Promise<void> {
    const node = this.nodes[index];
    if (!node) throw new Error(`There is no node ${index}.`);
    await this.kill(node);
    if (!this.isStopped) await this.revive(node);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.nodes.map((node) => this.kill(node)));
  }

  private async kill(node: Node): Promise<void> {
    const { process } = node;
    node.process = null;
    if (process && !process.isRunning) throw new Error(`The server ended by itself.`);
    await process?.kill();
  }

  private async revive(node: Node): Promise<void> {
    const variables = { ...VARIABLES, PORT: `${node.port}` };
    node.process = await this.build.start(this.databaseUrl, variables);
    this.waiting.changed();
  }
}

async function freePort(): Promise<number> {
  for (;;) {
    const port = PORTS.from + Math.floor(Math.random() * PORTS.count);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
