import { auditCounts } from '../support/audit';
import { TestApp } from '../support/app';
import { freshDatabase, isPostgres, type FreshDatabase } from '../support/database';
import { Random } from '../support/random';
import type { Build } from '../support/server-process';
import { Hand } from './acts/hand';
import { Ledger } from './acts/ledger';
import { Requests } from './acts/requests';
import { Scene } from './acts/scene';
import { Society } from './acts/society';
import { Words } from './acts/words';
import type { Fault } from './model/fault';
import { readLog, type LogRow } from './model/log';
import type { Settings } from './settings';
import { clients } from './subscribers/clients';
import { chooseCrowd } from './subscribers/crowd';
import { Device } from './subscribers/device';
import { Digests } from './subscribers/digest';
import { Journal } from './subscribers/journal';
import { describe, type Subscriber } from './subscribers/subscriber';
import { Cluster } from './world/cluster';
import { followOneAnother, joinMembers } from './world/founding';
import { Killer } from './world/killer';
import { Storm } from './world/storm';
import { newTally } from './world/tally';
import { Waiting } from './waiting';

const PAGES = Array.from({ length: 9 }, (_, index) => `https://blog.example/page-${index}`);
/** How long a subscriber may take to catch up once nothing is written. */
const PATIENCE_MS = 60_000;

/** Everything that is known after a torture. */
export interface Outcome {
  readonly settings: Settings;
  readonly ledger: Ledger;
  readonly log: readonly LogRow[];
  readonly subscribers: readonly Subscriber[];
  readonly tally: ReturnType<typeof newTally>;
  /** What was found before the journals were judged. */
  readonly faults: readonly Fault[];
  /** The counts that are not what the rows say. */
  readonly differences: readonly string[];
}

const socketUrl = (address: string): string => `ws://${address}/graphql`;

/** Many write, many subscribe and are disturbed, and servers are killed, all at the same time. */
export class Torture {
  private readonly tally = newTally();
  private readonly ledger = new Ledger();
  private readonly words = new Words();
  private readonly random: Random;
  private readonly waiting = new Waiting();
  private readonly faults: Fault[] = [];

  private constructor(
    private readonly settings: Settings,
    private readonly cluster: Cluster,
  ) {
    this.random = new Random(settings.seed);
  }

  /** @param build the server, sound or broken on purpose */
  static async run(settings: Settings, build: Build): Promise<Outcome> {
    const database = await freshDatabase();
    let cluster: Cluster | null = null;
    try {
      cluster = await Cluster.start(build, database.url, isPostgres() ? 2 : 1);
      const torture = new Torture(settings, cluster);
      return await torture.suffer(database);
    } finally {
      await cluster?.stop();
      await database.drop();
    }
  }

  private async suffer(database: FreshDatabase): Promise<Outcome> {
    const requests = new Requests(this.cluster, this.tally);
    const members = await joinMembers(this.settings.members, requests, this.random);
    const society = new Society(members, PAGES);
    const scene = () => new Scene(society, this.ledger, this.words, this.fork(), requests);
    await followOneAnother(scene());
    const hands = Array.from({ length: this.settings.hands }, () => new Hand(scene()));
    const subscribers: Subscriber[] = [];
    const devices = this.openDevices(society, subscribers);
    await this.catchUp(subscribers);
    await this.weather(hands, devices, subscribers);
    // Once more for all: what came already must not come again.
    for (const device of devices) device.cut();
    await this.catchUp(subscribers);
    await Promise.all(devices.map((device) => device.close()));
    await this.cluster.stop();

    const log = await readLog(database.url);
    const app = await TestApp.on(database);
    const differences = await auditCounts(app);
    await app.stop();
    const { settings, ledger, tally, faults } = this;
    return { settings, ledger, log, subscribers, tally, faults, differences };
  }

  private fork(): Random {
    return new Random(this.random.below(2 ** 31));
  }

  private openDevices(society: Society, subscribers: Subscriber[]): Device[] {
    const digests = new Digests(this.words);
    const crowd = chooseCrowd(this.settings.subscribers, society.members, PAGES, this.fork());
    return crowd.map((choices, index) => {
      const together = choices.map((choice) => ({
        ...choice,
        journal: new Journal(digests, this.tally, this.waiting),
      }));
      subscribers.push(...together);
      const random = this.fork();
      return new Device({
        openClient: clients[index % clients.length]!,
        url: async () => socketUrl(await this.cluster.address(random)),
        addresses: this.cluster.addresses.map(socketUrl),
        viewer: together[0]?.viewer ?? null,
        subscribers: together,
        random,
        tally: this.tally,
      });
    });
  }

  private async weather(
    hands: readonly Hand[],
    devices: readonly Device[],
    subscribers: readonly Subscriber[],
  ): Promise<void> {
    const killer = new Killer(this.cluster, this.fork(), this.tally);
    const deadline = performance.now() + this.settings.seconds * 1_000;
    const { actsOfStorm, storms } = this.settings;
    for (let round = 0; round < storms && performance.now() < deadline; round += 1) {
      const storm = new Storm(actsOfStorm, deadline);
      await Promise.all([...hands, ...devices, killer].map((one) => one.during(storm)));
      await this.catchUp(subscribers);
      if (this.faults.length > 0) return;
    }
  }

  /** Nothing is written any more: everybody must come to the end of the log. */
  private async catchUp(subscribers: readonly Subscriber[]): Promise<void> {
    const head = await this.cluster.head(this.random);
    const missing = () =>
      subscribers.filter(({ journal }) => !journal.hasReached(head) && !journal.hasFailed);
    if (await this.waiting.within(PATIENCE_MS, () => missing().length === 0)) return;
    for (const subscriber of missing()) {
      const text = `${describe(subscriber)} does not reach ${head}: ${subscriber.journal.toString()}`;
      this.faults.push({ kind: 'STUCK', text, subscriber: subscriber.number, sequence: null });
    }
  }
}
