import 'reflect-metadata';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { RedisDoorbell } from '../../src/live/redis-doorbell';
import { TestApp } from '../support/app';
import { eventually } from '../support/eventually';
import { FlakyProxy } from '../support/flaky-proxy';
import { LiveFeed } from '../support/live';

/** Set by jest.config.js: a Redis to ring through. */
declare const redisUrl: string;

/** A node's doorbell, and what it has heard. */
class Node {
  rings = 0;

  private constructor(
    private readonly doorbell: RedisDoorbell,
    readonly faults: readonly unknown[],
  ) {}

  static async at(url: string): Promise<Node> {
    const faults: unknown[] = [];
    const doorbell = await RedisDoorbell.of(url, (error) => void faults.push(error));
    const node = new Node(doorbell, faults);
    await node.doorbell.listen(() => (node.rings += 1));
    return node;
  }

  /** One that Redis rings: it looks once for what it may have missed before. */
  static async ready(url: string): Promise<Node> {
    const node = await Node.at(url);
    await eventually(() => node.rings > 0);
    return node;
  }

  ring(): void {
    this.doorbell.ring();
  }

  close(): Promise<void> {
    return this.doorbell.close();
  }
}

const redisAt = (proxy: FlakyProxy): string => proxy.url.replace(/^http/, 'redis');

describe('a doorbell through Redis', () => {
  const nodes: Node[] = [];
  const kept = <T extends Node>(node: T): T => {
    nodes.push(node);
    return node;
  };
  afterEach(async () => {
    for (const node of nodes.splice(0)) await node.close();
  });

  /** Rings until the other hears it: its listening begins somewhat after its connection. */
  const isHeard = async (from: Node, by: Node): Promise<void> => {
    const before = by.rings;
    await eventually(() => {
      from.ring();
      return by.rings > before;
    });
  };

  it('rings here at once, and on every other node', async () => {
    const [first, second, third] = [
      kept(await Node.ready(redisUrl)),
      kept(await Node.ready(redisUrl)),
      kept(await Node.ready(redisUrl)),
    ];
    const before = first.rings;
    first.ring();
    expect(first.rings).toBe(before + 1);
    await isHeard(first, second);
    await isHeard(second, third);
    await isHeard(third, first);
  });

  it('tells others of many rings by few', async () => {
    const [first, second] = [kept(await Node.ready(redisUrl)), kept(await Node.ready(redisUrl))];
    await isHeard(first, second);
    const before = second.rings;
    for (let count = 0; count < 10_000; count += 1) first.ring();
    await eventually(() => second.rings > before);
    await isHeard(first, second);
    expect(second.rings - before).toBeLessThan(1_000);
  });

  it('says once that Redis is away, and looks for what it missed when it is back', async () => {
    const proxy = await FlakyProxy.before(redisUrl.replace(/^redis/, 'http'));
    const [near, far] = [kept(await Node.ready(redisUrl)), kept(await Node.ready(redisAt(proxy)))];
    await isHeard(near, far);
    proxy.refuse();
    proxy.cut();
    await eventually(() => far.faults.length > 0);
    const before = far.rings;
    near.ring();
    far.ring();
    // It has tried to connect again, in vain.
    const tries = proxy.connections;
    await eventually(() => proxy.connections >= tries + 4);
    expect(far.faults).toHaveLength(1);
    // What it rang itself was heard here.
    expect(far.rings).toBe(before + 1);
    proxy.accept();
    await eventually(() => far.rings > before + 1);
    await isHeard(near, far);
    await isHeard(far, near);
    expect(far.faults).toHaveLength(1);
    await far.close();
    await proxy.close();
  });

  it('needs no Redis to start, nor to close', async () => {
    const server = createServer().listen(0, 'localhost');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    const node = await Node.at(`redis://localhost:${port}`);
    await eventually(() => node.faults.length > 0);
    node.ring();
    expect(node.rings).toBe(1);
    await node.close();
    expect(node.faults).toHaveLength(1);
  });

  it('tells the subscribers of one node what people do on another', async () => {
    const first = await TestApp.start({ redisUrl });
    const second = await TestApp.on(
      { url: first.databaseUrl, drop: () => Promise.resolve() },
      { redisUrl },
    );
    const feed = await LiveFeed.open(second, 'LivePublicFeed');
    const ann = await first.join('ann');
    await first.comment(ann, 'https://blog.example/1', 'Words');
    const [said] = await feed.take(1);
    expect(said?.activity.comment.body).toBe('Words');
    await feed.close();
    await second.discard();
    await first.close();
  });
});
