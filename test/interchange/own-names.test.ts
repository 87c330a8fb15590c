import 'reflect-metadata';
import fc from 'fast-check';
import { SiteMoveService } from '../../src/posts/site-move.service';
import type { TestApp } from '../support/app';
import { exported } from '../support/export';
import {
  FullServer,
  globalId,
  importUnchanged,
  isDeed,
  merge,
  named,
  values,
} from '../support/full-server';
import { Foreigner, importValues } from '../support/import';
import { Random } from '../support/random';
import { communityOf, steps } from '../support/random-community';
import { comment, entry, importExportTexts } from '../support/typepad';

describe('an export that is imported where it was made', () => {
  let full: FullServer;
  let app: TestApp;

  beforeEach(async () => {
    full = await FullServer.start();
    ({ app } = full);
  });
  afterEach(() => app.close());

  it('changes not one row, and all of it was there already', async () => {
    const told = values(await exported(app));
    for (let round = 0; round < 2; round += 1) {
      const report = await importUnchanged(app, told);
      expect(report.passedOver.size).toBe(0);
      expect(report.counts.alreadyThere).toBe(told.filter(isDeed).length);
      expect(report.matchedProfiles).toBe(told.length - told.filter(isDeed).length);
    }
    expect(values(await exported(app))).toEqual(told);
  });

  it('is known whatever the address of the server was, as a collection, and of one profile', async () => {
    await importUnchanged(app, values(await exported(app, null, 'http://localhost:4000')));
    const items = values(await exported(app)).map(({ '@context': _, ...item }) => item);
    await importUnchanged(app, [{ type: 'OrderedCollection', orderedItems: items }]);
    for (const username of ['ann', 'bob', 'Dora', 'odo'])
      await importUnchanged(app, values(await exported(app, username)));
  });

  it('is known after people were merged, and so is one that was made before', async () => {
    const before = values(await exported(app));
    await full.mergePeople();
    await importUnchanged(app, before);
    const after = values(await exported(app));
    const report = await importUnchanged(app, after);
    expect(report.counts.alreadyThere).toBe(after.filter(isDeed).length);
    await merge(app, 'quin of old', 'Dora');
    await importUnchanged(app, before);
    await importUnchanged(app, after);
  });

  it('changes nothing of what was done since', async () => {
    const told = values(await exported(app));
    const { ann, bob, comments } = full;
    await app.mutate('EditComment', { commentId: comments.top.id, body: 'Edited since' }, ann);
    await app.mutate('DeleteComment', { commentId: comments.below.id }, ann);
    await app.mutate('Unfollow', { profileId: bob.id }, ann);
    await app.mutate('Unblock', { profileId: await globalId(app, 'eve') }, ann);
    await app.mutate('RemoveFavorite', { subjectId: comments.top.id }, bob);
    await app.mutate('UpdateProfile', { displayName: 'Ann anew', about: 'New' }, ann);
    await app.comment(bob, { id: comments.old.id }, 'Said since');
    const { reads, units } = app.app.database;
    await new SiteMoveService(reads, units).move(
      'https://ann.typepad.com/weblog',
      'https://ann.example',
    );
    await importExportTexts(app, [
      entry('c', {}, [comment('Later', { name: 'Cleo', email: 'cleo@first.org' })]),
    ]);
    const report = await importUnchanged(app, told);
    expect([...report.passedOver]).toEqual([['Block in the name of somebody of this server', 1]]);
    expect(report.counts.alreadyThere).toBe(told.filter(isDeed).length - 1);
  });
});

describe('what is gone of a database', () => {
  it('does not come back, nor does what refers to it; what another life gave that number to may be yet to come', async () => {
    const { app } = await FullServer.start();
    try {
      const told = values(await exported(app));
      const { id } = named(told, 'To Dora').object;
      await erase(app, 'To Dora');
      const report = await importUnchanged(app, told);
      expect([...report.passedOver]).toEqual([['Create that is gone', 1]]);
      const mal = new Foreigner('mal');
      await importValues(app, [mal.actor]);
      const { passedOver } = await importUnchanged(app, [
        mal.says('To it', id),
        mal.does('Like', id),
      ]);
      expect([...passedOver]).toEqual([
        ['Create below what is gone', 1],
        ['Like of what is gone', 1],
      ]);
      const other = named(told, 'Top, edited').object.id.replace(/-\d+$/, '-5');
      const { counts } = await importValues(app, [mal.does('Like', other)]);
      expect(counts.waiting).toBe(1);
    } finally {
      await app.discard();
    }
  });
});

/** As no part of the program does: not even a tombstone stays. */
async function erase(app: TestApp, body: string): Promise<void> {
  const { source } = app.app.database;
  const [comment] = await source.query(`SELECT "id" FROM "comment" WHERE "body" = '${body}'`);
  const of = `"activityId" IN (SELECT "id" FROM "activity" WHERE "commentId" = ${comment.id})`;
  for (const where of [`"notification" WHERE ${of}`, `"feed_log" WHERE ${of}`])
    await source.query(`DELETE FROM ${where}`);
  await source.query(`DELETE FROM "activity" WHERE "commentId" = ${comment.id}`);
  await source.query(`DELETE FROM "comment" WHERE "id" = ${comment.id}`);
}

describe('random communities', () => {
  it('are the same after importing what they exported, at once and later', async () => {
    await fc.assert(
      fc.asyncProperty(steps, steps, fc.nat(), async (story, sequel, seed) => {
        const { app, community } = await communityOf(story);
        try {
          const told = values(await exported(app));
          const report = await importUnchanged(app, told);
          expect(report.counts.alreadyThere).toBe(told.filter(isDeed).length);
          for (const step of sequel) await community.take(step);
          await mergeSome(app, new Random(seed));
          await importUnchanged(app, told);
          const later = values(await exported(app));
          await importUnchanged(app, later);
          expect(values(await exported(app))).toEqual(later);
        } finally {
          await app.close();
        }
      }),
      { numRuns: 5 },
    );
  }, 120_000);
});

/** The first who joined. */
const MEMBERS = [1, 2];

/** Makes one of two people at random, some times, unless both have an account. */
async function mergeSome(app: TestApp, random: Random): Promise<void> {
  const rows: { id: number | string }[] = await app.app.database.source.query(
    `SELECT "id" FROM "profile" WHERE NOT "isClaimed" ORDER BY "id"`,
  );
  const left = rows.map(({ id }) => Number(id));
  while (left.length > 1 && random.below(4) > 0) {
    const [fromId = 0] = left.splice(random.below(left.length), 1);
    const intoId = random.one([...left, ...MEMBERS]);
    await app.app.services.merges.merge({ fromId, intoId });
  }
}
