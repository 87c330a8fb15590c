import { TestApp, type Member } from '../support/app';
import { Random } from '../support/random';
import { Community } from './community';
import { Dropper, type Followed } from './dropper';

const SEED = Number(process.env.SEAM_SEED ?? Math.floor(Math.random() * 1_000_000));
const MUTATIONS = 1_000;
const MEMBERS = 5;
const PAGES = ['https://blog.example/a', 'https://blog.example/b', 'https://other.example/c'];

interface LogRow {
  readonly sequence: number;
  readonly change: 'ADDED' | 'UPDATED' | 'RETRACTED';
  readonly activityType: string;
  readonly isVisible: boolean;
}

const TYPES = {
  ADDED: 'ActivityAdded',
  UPDATED: 'ActivityUpdated',
  RETRACTED: 'ActivityRetracted',
} as const;

describe('subscribers that are dropped again and again', () => {
  let app: TestApp;
  let members: Member[];
  let reader: Member;

  beforeAll(async () => {
    app = await TestApp.start({ checkpointIntervalMs: 20 });
    members = await Promise.all(
      Array.from({ length: MEMBERS }, (_, index) => app.join(`member${index}`)),
    );
    reader = await app.join('reader', { follow: ['member0', 'member1'] });
  });
  afterAll(() => app.close());

  /** The entries that a feed has, by SQL. */
  const logOf = async ({ condition }: Followed): Promise<LogRow[]> => {
    const rows = await app.app.database.source.query(
      `SELECT l."sequence", l."change", l."activityType", a."isVisible" FROM "feed_log" AS l
        JOIN "activity" AS a ON a."id" = l."activityId"
        WHERE ${condition} AND l."recipientId" IS NULL ORDER BY l."sequence"`,
    );
    return rows.map((row: any) => ({
      sequence: Number(row.sequence),
      change: row.change,
      activityType: row.activityType,
      isVisible: Boolean(row.isVisible),
    }));
  };

  it(`have each event once and in order (SEAM_SEED=${SEED})`, async () => {
    const random = new Random(SEED);
    const actor = (username: string) =>
      `l."actorId" = (SELECT "id" FROM "profile" WHERE "username" = '${username}')`;
    const page = (url: string) => `l."postId" = (SELECT "id" FROM "post" WHERE "url" = '${url}')`;
    const followed: Followed[] = [
      { operation: 'LivePublicFeed', of: {}, condition: 'TRUE' },
      { operation: 'LivePublicFeed', of: {}, condition: 'TRUE' },
      ...['member0', 'member1', 'member2'].map((username) => ({
        operation: 'LiveProfileFeed' as const,
        of: { username },
        condition: actor(username),
      })),
      ...PAGES.map((url) => ({
        operation: 'LivePostFeed' as const,
        of: { url },
        condition: page(url),
      })),
      ...[0, 1].map(() => ({
        operation: 'LiveHomeFeed' as const,
        of: {},
        condition: `(${actor('member0')} OR ${actor('member1')})`,
      })),
    ];
    const community = new Community(app, members, PAGES, random);
    const droppers = followed.map(
      (feed) => new Dropper(app, feed, reader, new Random(random.below(2 ** 31)), community),
    );
    await Promise.all(droppers.map((dropper) => dropper.start()));
    const running = droppers.map((dropper) => dropper.run());
    const tally = await community.act(MUTATIONS);
    const end = await community.end();
    await Promise.all(running);
    await Promise.all(droppers.map((dropper) => dropper.finish(end)));

    const log = await logOf(followed[0]!);
    const count = (change: LogRow['change']) =>
      log.filter((row) => row.change === change && row.activityType === 'COMMENT').length;
    expect({
      added: count('ADDED'),
      updated: count('UPDATED'),
      retracted: count('RETRACTED'),
    }).toEqual(tally);
    for (const dropper of droppers) {
      const rows = (await logOf(dropper.feed)).filter(({ sequence }) => sequence > dropper.begin);
      const bySequence = new Map(rows.map((row) => [row.sequence, row]));
      const sequences = dropper.received.map(({ sequence }) => sequence);
      expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
      for (const { sequence, type } of dropper.received)
        expect({ sequence, type }).toEqual({
          sequence,
          type: TYPES[bySequence.get(sequence)!.change],
        });
      const got = new Set(sequences);
      const missed = rows.filter(
        (row) => (row.change === 'RETRACTED' || row.isVisible) && !got.has(row.sequence),
      );
      expect({ feed: dropper.feed, missed }).toEqual({ feed: dropper.feed, missed: [] });
      expect(rows.length).toBeGreaterThan(20);
      expect(dropper.drops).toBeGreaterThan(3);
    }
  }, 60_000);
});
