import { TestApp, type Member } from '../support/app';
import { largeWords } from '../support/large-words';
import { LiveFeed } from '../support/live';
import { operations } from '../support/operations';
import { RawSocket } from './raw-socket';

const URL = 'https://blog.example/out-of-step';

describe('a log that is replaced under a running server', () => {
  let app: TestApp;
  let ann: Member;
  let publicly: LiveFeed;
  let ofQuiet: LiveFeed;

  const sql = (text: string) => app.app.database.source.query(text);
  const write = async (count: number) => {
    for (let index = 0; index < count; index += 1) await app.comment(ann, URL);
  };
  const endsBoth = async (code: string) =>
    expect(await Promise.all([publicly.ended(), ofQuiet.ended()])).toEqual([code, code]);
  const goesOn = async () => {
    const feed = await LiveFeed.open(app, 'LivePublicFeed');
    const comment = await app.comment(ann, URL);
    expect(await feed.take(1)).toMatchObject([{ activity: { comment: { id: comment.id } } }]);
    await feed.close();
  };

  beforeEach(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
    await app.join('quiet');
    publicly = await LiveFeed.open(app, 'LivePublicFeed');
    ofQuiet = await LiveFeed.open(app, 'LiveProfileFeed', { username: 'quiet' });
    await write(5);
    await publicly.take(5);
  });
  afterEach(async () => {
    await Promise.all([publicly.close(), ofQuiet.close()]);
    await app.discard();
  });

  it('ends every feed with CURSOR_FROM_ANOTHER_EPOCH when an older copy is restored', async () => {
    await sql(`UPDATE "feed_log_head" SET "sequence" = 3,
      "mark" = (SELECT "mark" FROM "feed_log" WHERE "sequence" = 3)`);
    await endsBoth('CURSOR_FROM_ANOTHER_EPOCH');
    await sql('DELETE FROM "feed_log" WHERE "sequence" > 3');
    await goesOn();
  });

  it('ends every feed also when the copy has as many entries', async () => {
    await sql('UPDATE "feed_log_head" SET "mark" = "mark" + 1');
    await endsBoth('CURSOR_FROM_ANOTHER_EPOCH');
    await goesOn();
  });

  it('ends every feed with CURSOR_EXPIRED when entries are pruned that were not yet sent', async () => {
    await sql(
      `UPDATE "feed_log_head" SET "sequence" = 9, "mark" = 77, "prunedSequence" = 9, "prunedMark" = 77`,
    );
    await endsBoth('CURSOR_EXPIRED');
    await goesOn();
  });

  it('ends a replay under way as well', async () => {
    const words = () => largeWords('語');
    const after = publicly.lastCursor;
    for (let index = 0; index < 400; index += 10) {
      await Promise.all(Array.from({ length: 10 }, () => app.comment(ann, URL, words())));
      // They are long: who is live must not fall behind.
      await publicly.take(10);
    }
    const slow = await RawSocket.ready(app);
    slow.subscribe('slow', operations.LivePublicFeed, { after });
    await slow.until(() => slow.feed('slow').length > 0);
    slow.pause();
    await sql(`UPDATE "feed_log_head" SET "sequence" = 3,
      "mark" = (SELECT "mark" FROM "feed_log" WHERE "sequence" = 3)`);
    await sql('DELETE FROM "feed_log" WHERE "sequence" > 3');
    await endsBoth('CURSOR_FROM_ANOTHER_EPOCH');
    slow.resume();
    await slow.until(() => slow.errors('slow').length > 0);
    expect(slow.errors('slow')).toMatchObject([
      { extensions: { code: 'CURSOR_FROM_ANOTHER_EPOCH' } },
    ]);
    expect(slow.feed('slow').filter((message) => message.isLive)).toEqual([]);
    await slow.close();
  });
});
