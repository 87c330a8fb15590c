import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { Random } from '../support/random';
import { Community } from './community';
import { Dropper } from './dropper';

const SEED = Number(process.env.SEAM_SEED ?? Math.floor(Math.random() * 1_000_000));
const MUTATIONS = 400;
const PAGES = ['https://blog.example/a', 'https://blog.example/b'];

interface LogRow {
  readonly sequence: number;
  readonly change: 'ADDED' | 'RETRACTED';
  readonly isVisible: boolean;
}

const TYPES = { ADDED: 'NotificationAdded', RETRACTED: 'NotificationRetracted' } as const;

describe('subscribers of notifications that are dropped again and again', () => {
  let app: TestApp;
  let members: Member[];

  beforeAll(async () => {
    app = await TestApp.start({ checkpointIntervalMs: 20 });
    members = await Promise.all([0, 1, 2, 3].map((index) => app.join(`member${index}`)));
  });
  afterAll(() => app.close());

  /** What somebody was told, by SQL. */
  const logOf = async ({ username }: Member): Promise<LogRow[]> => {
    const rows = await app.app.database.source.query(
      `SELECT l."sequence", l."change", n."isVisible" FROM "feed_log" AS l
        JOIN "notification" AS n ON n."id" = l."notificationId"
        WHERE l."recipientId" = (SELECT "id" FROM "profile" WHERE "username" = '${username}')
        ORDER BY l."sequence"`,
    );
    return rows.map((row: any) => ({
      sequence: Number(row.sequence),
      change: row.change,
      isVisible: Boolean(row.isVisible),
    }));
  };

  it(`have each message once and in order (SEAM_SEED=${SEED})`, async () => {
    const random = new Random(SEED);
    const community = new Community(app, members, PAGES, random);
    const feed = { operation: 'LiveNotifications', of: {}, condition: '' } as const;
    const droppers = members.map((member) => ({
      member,
      dropper: new Dropper(app, feed, member, new Random(random.below(2 ** 31)), community),
    }));
    await Promise.all(droppers.map(({ dropper }) => dropper.start()));
    const running = droppers.map(({ dropper }) => dropper.run());
    await community.act(MUTATIONS);
    const end = await community.end();
    await Promise.all(running);
    await Promise.all(droppers.map(({ dropper }) => dropper.finish(end)));

    for (const { member, dropper } of droppers) {
      const rows = (await logOf(member)).filter(({ sequence }) => sequence > dropper.begin);
      const changes = new Map(rows.map((row) => [row.sequence, row.change]));
      const sequences = dropper.received.map(({ sequence }) => sequence);
      expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
      for (const { sequence, type } of dropper.received)
        expect({ sequence, type }).toEqual({ sequence, type: TYPES[changes.get(sequence)!] });
      const got = new Set(sequences);
      const missed = rows.filter(
        (row) => (row.change === 'RETRACTED' || row.isVisible) && !got.has(row.sequence),
      );
      expect(missed).toEqual([]);
      expect(rows.length).toBeGreaterThan(5);
      expect(dropper.drops).toBeGreaterThan(3);
    }
    expect(await auditCounts(app)).toEqual([]);
  }, 60_000);
});
