import WebSocket from 'ws';
import { connect, type FeedClient } from '../../src/client/client';
import { TestApp, type Member } from '../support/app';
import { FeedReader } from '../support/feed-reader';
import { FlakyProxy } from '../support/flaky-proxy';
import type { LiveOperation } from '../support/live';
import { Random } from '../support/random';
import { Community } from './community';
import { expectWholeFeed, sequenceOf } from './log-check';

const SEED = Number(process.env.SEAM_SEED ?? Math.floor(Math.random() * 1_000_000));
const MUTATIONS = 320;
const VICTIMS = 2;
const PAGES = ['https://blog.example/a', 'https://blog.example/b'];

interface Followed {
  readonly operation: LiveOperation;
  readonly of: Record<string, unknown>;
  readonly condition: string;
}

const actor = (username: string) =>
  `l."actorId" = (SELECT "id" FROM "profile" WHERE "username" = '${username}')`;
const page = (url: string) => `l."postId" = (SELECT "id" FROM "post" WHERE "url" = '${url}')`;

const FOLLOWED: readonly Followed[] = [
  { operation: 'LivePublicFeed', of: {}, condition: 'TRUE' },
  { operation: 'LiveProfileFeed', of: { username: 'member1' }, condition: actor('member1') },
  { operation: 'LivePostFeed', of: { url: PAGES[0] }, condition: page(PAGES[0]!) },
  {
    operation: 'LiveHomeFeed',
    of: {},
    condition: `(${actor('member0')} OR ${actor('member1')})`,
  },
];

/** A client behind a network of its own that fails in every way, with readers that are now quick, now slow. */
class Victim {
  readonly readers: FeedReader[] = [];
  faults = 0;
  private constructor(
    readonly proxy: FlakyProxy,
    private readonly client: FeedClient,
    private readonly random: Random,
  ) {}

  static async make(app: TestApp, by: Member, random: Random): Promise<Victim> {
    const proxy = await FlakyProxy.before(app.url);
    const client = connect(`${proxy.url}/graphql`, {
      webSocketImpl: WebSocket,
      token: by.token,
      retry: { minMs: 2, maxMs: 20, random: () => random.next() },
      timeouts: { openMs: 500, pingMs: 20, pongMs: 150 },
    });
    const victim = new Victim(proxy, client, random);
    for (const { operation, of } of FOLLOWED) {
      const options = { maxQueue: 1 + random.below(12) };
      victim.readers.push(await FeedReader.live(client, operation, of, options));
    }
    return victim;
  }

  async suffer(community: Community): Promise<void> {
    while (!community.isOver) {
      await community.until(community.done + this.random.below(12));
      this.faults += 1;
      const reader = this.random.one(this.readers);
      const fault = this.random.below(5);
      if (fault < 2) this.proxy.cut();
      else if (fault === 2) await this.loseSilently();
      else if (fault === 3) await this.beRefused(community);
      else reader.hold();
      if (fault !== 4) reader.release();
    }
    for (const reader of this.readers) reader.release();
  }

  async close(): Promise<void> {
    await this.client.close();
    await this.proxy.close();
  }

  private async loseSilently(): Promise<void> {
    this.proxy.stall();
    const [reader] = this.readers;
    if (reader?.feed.state === 'live') await reader.until(() => reader.feed.state !== 'live');
    this.proxy.flow();
  }

  private async beRefused(community: Community): Promise<void> {
    this.proxy.refuse();
    this.proxy.cut();
    await community.until(community.done + this.random.below(20));
    this.proxy.accept();
  }
}

describe('feeds of the client over a network that fails again and again', () => {
  let app: TestApp;
  const victims: Victim[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ checkpointIntervalMs: 50 });
  });
  afterAll(async () => {
    await Promise.all(victims.map((victim) => victim.close()));
    await app.close();
  });

  it(`bring each event once and in order (SEAM_SEED=${SEED})`, async () => {
    const random = new Random(SEED);
    const members = await Promise.all([0, 1, 2, 3].map((index) => app.join(`member${index}`)));
    const by = await app.join('reader', { follow: ['member0', 'member1'] });
    const community = new Community(app, members, PAGES, random);
    for (let index = 0; index < VICTIMS; index += 1)
      victims.push(await Victim.make(app, by, new Random(random.below(2 ** 31))));
    const suffering = victims.map((victim) => victim.suffer(community));
    await community.act(MUTATIONS);
    const end = await community.end();
    await Promise.all(suffering);

    for (const victim of victims) {
      expect(victim.faults).toBeGreaterThan(10);
      expect(victim.proxy.connections).toBeGreaterThan(5);
      for (const [index, { condition }] of FOLLOWED.entries()) {
        const reader = victim.readers[index]!;
        await reader.until(() => sequenceOf(reader.feed.cursor ?? '') >= end);
        expect(reader.messages.filter(({ isStart }) => isStart)).toEqual([reader.messages[0]]);
        const begin = sequenceOf(reader.messages[0].cursor);
        expect(await expectWholeFeed(app, condition, begin, reader.events)).toBeGreaterThan(20);
      }
    }
  }, 120_000);
});
