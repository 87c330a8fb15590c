import { get as httpGet, type IncomingMessage } from 'node:http';
import { OwnExportService } from '../../src/accounts/own-export.service';
import { entities } from '../../src/entities';
import { PASSWORD, TestApp, type Member } from '../support/app';
import { eventually } from '../support/eventually';
import { TABLES, UNTOLD } from '../support/exported-columns';
import { leaver, type Leaver } from '../support/leaver';
import { bringPast, judge, type Judged } from '../support/leaver-more';
import { operations } from '../support/operations';

describe('GET /export/me', () => {
  let app: TestApp;
  let bob: Member;
  let cat: Member;
  let left: Leaver;
  let judged: Judged;

  beforeAll(async () => {
    app = await TestApp.start();
    bob = await app.join('bob', { email: 'bob.private@members-host.org' });
    cat = await app.join('cat');
    left = await leaver(app, [bob, cat]);
    await app.mutate('Block', { profileId: left.member.id }, left.enemy);
    await bringPast(app, left.member);
    // What is taken back is no longer seen, and is held nevertheless.
    await app.mutate('Unfollow', { profileId: left.member.id }, bob);
    await app.follow(bob, left.member);
    judged = await judge(app, left, [bob, cat]);
  });
  afterAll(() => app.close());

  const ask = (token: string | null) =>
    fetch(`${app.url}/export/me`, {
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    });
  const exported = async (by: Member): Promise<any> => (await ask(by.token)).json();

  it.each([null, 'unknown', ''])('refuses whoever sends the token %j', async (token) => {
    const response = await ask(token);
    expect(response.status).toBe(401);
    const { errors } = (await response.json()) as any;
    expect(errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  it('is a file that nobody keeps a copy of', async () => {
    const response = await ask(left.member.token);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename=/);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    await response.arrayBuffer();
  });

  it('says of each table what is in it', async () => {
    const tables = app.app.database.source.entityMetadatas.map(({ tableName }) => tableName);
    expect(tables).toHaveLength(entities.length);
    expect(Object.keys(TABLES).sort()).toEqual([...tables].sort());
    const lists = Object.values(TABLES).filter((list) => !list.startsWith('not:'));
    const more = ['followers', 'decisionsMade', 'roleChanges'];
    expect(Object.keys(await exported(left.member)).sort()).toEqual([...lists, ...more].sort());
  });

  it('tells every column of those tables, or there is a reason why not', async () => {
    const all = await exported(left.member);
    for (const { tableName, columns } of app.app.database.source.entityMetadatas) {
      const list = TABLES[tableName]!;
      if (list.startsWith('not:')) continue;
      const told = Object.keys(all[list][0]);
      const names = columns.map(({ databaseName }) => databaseName);
      const untold = names.filter((name) => !told.includes(name));
      const reasoned = Object.keys(UNTOLD[tableName] ?? {});
      expect([tableName, untold]).toEqual([tableName, reasoned]);
    }
  });

  it('has everything of whoever asks', async () => {
    const all = await exported(left.member);
    for (const [name, rows] of Object.entries(all))
      expect([name, (rows as any[]).length > 0]).toEqual([name, true]);
    const text = JSON.stringify(all);
    for (const word of [...left.secrets, ...left.words])
      if (isKept(word)) expect(text).toContain(word);
    expect(all.account[0]).toEqual({
      email: 'Zebulonia.Private@hidden-host.org',
      emailVerifiedAt: null,
      role: 'MEMBER',
      createdAt: expect.stringMatching(/^20\d\d-.*Z$/),
      seenNotificationId: 0,
    });
    expect(all.sessions).toHaveLength(2);
    const past = 'https://old.example/people/zeb';
    expect(all.namesElsewhere.map(({ kind, foreignId }: any) => [kind, foreignId])).toEqual([
      ['COMMENT', `${past}/notes/3`],
      ['POST', 'https://blog.example/before'],
      ...[2, 4, 5].map((act) => ['ACTIVITY', `${past}/acts/${act}`]),
      ['ACTIVITY', `${past}/acts/1`],
    ]);
    for (const name of ['activities', 'notifications']) {
      const seen: boolean[] = all[name].map(({ isVisible }: any) => isVisible);
      expect([name, seen]).toEqual([name, [...seen].sort().reverse()]);
      expect([name, new Set(seen).size]).toEqual([name, 2]);
    }
    expect(all.followers.map((row: any) => row.username).sort()).toEqual(['bob', 'cat']);
    expect(all.importedSignatures[0]).toMatchObject({
      ip: '203.0.113.177',
      name: 'Zebulon Quastenberg',
    });
  });

  it('has of what somebody was told what their list has, whoever blocks them', async () => {
    const [dan, eve] = [await app.join('dan'), await app.join('eve')];
    await app.follow(dan, eve);
    const told = async () =>
      (await exported(eve)).notifications.map(({ actor }: { actor: string }) => actor);
    expect(await told()).toEqual(['dan']);
    await app.mutate('Block', { profileId: dan.id }, eve);
    await app.mutate('Unblock', { profileId: dan.id }, eve);
    const before = await told();
    await app.mutate('Block', { profileId: eve.id }, dan);
    expect(before).toEqual(['dan']);
    expect(await told()).toEqual([]);
  });

  it('has what was decided about whoever asks and by them, and says of no moderator who it was', async () => {
    const decidedAt = expect.stringMatching(/^20\d\d-.*Z$/);
    const all = await exported(left.member);
    const { hers, bobs, cats } = judged;
    expect(all.decisionsOnComments).toEqual([
      { commentId: hers, rule: null, before: 'PUBLISHED', after: 'SPAM', decidedAt },
      { commentId: hers, rule: null, before: 'SPAM', after: 'PUBLISHED', decidedAt },
    ]);
    expect(all.roleChanges).toEqual([
      { rule: null, before: 'MEMBER', after: 'MODERATOR', decidedAt },
      { rule: null, before: 'MODERATOR', after: 'MEMBER', decidedAt },
    ]);
    const made = { commentId: null, profile: null, siteUrl: null, decidedAt };
    expect(all.decisionsMade).toEqual([
      { ...made, subject: 'COMMENT', commentId: bobs, before: 'PUBLISHED', after: 'REMOVED' },
      { ...made, subject: 'BLOCK_LIST', before: null, after: 'WORD HOLD listedwords' },
    ]);
    const bobsOwn = await exported(bob);
    expect(bobsOwn.decisionsOnComments).toMatchObject([{ commentId: bobs, after: 'REMOVED' }]);
    expect(JSON.stringify(bobsOwn.decisionsOnComments)).not.toMatch(/zebulonia/i);
    expect([bobsOwn.decisionsMade, bobsOwn.roleChanges]).toEqual([[], []]);
    const catsOwn = (await exported(cat)).decisionsOnComments;
    expect(catsOwn).toMatchObject([{ commentId: cats, rule: 'BLOCK_LIST', after: 'PENDING' }]);
    expect(JSON.stringify(catsOwn)).not.toContain('listedwords');
  });

  /** Names, words and addresses that were changed since are no longer held; tokens and codes never were. */
  const isKept = (word: string) =>
    !left.tokens.includes(word) &&
    !/^(Formerly|aboutness|firstwords|said|zebulonia$|[0-9A-Z]{4}-)/.test(word) &&
    word !== 'quastenberg-home';

  it('has no hash, and nothing that is private to others', async () => {
    const text = JSON.stringify(await exported(left.member));
    expect(text).not.toMatch(/argon2|tokenHash|passwordHash|codeHash/);
    expect(text).not.toContain('members-host');
    expect(text).not.toContain('Words of another');
    // That she blocks somebody is hers; that somebody blocks her is theirs.
    const theirs = await exported(bob);
    expect(JSON.stringify(theirs)).not.toContain('hidden-host');
    expect(theirs.blocks).toEqual([]);
    const enemys = await exported(left.enemy);
    expect(enemys.blocks.map((row: any) => row.username)).toEqual(['Zebulonia']);
    expect((await exported(left.member)).blocks).toHaveLength(1);
  });

  it('tells nobody whether somebody else has an address', async () => {
    const asker = await app.join('asker');
    const confirmationsAfter = async (email: string) => {
      const input = { email, password: PASSWORD };
      expect((await app.mutate('ChangeEmail', input, asker)).userErrors).toEqual([]);
      const { confirmations } = await exported(asker);
      return confirmations.map(({ purpose, email: address }: any) => [purpose, address]).sort();
    };
    const free = await confirmationsAfter('free.address@members-host.org');
    expect(free).toEqual([
      ['CHANGE_EMAIL', null],
      ['VERIFY_EMAIL', 'asker@example.com'],
    ]);
    expect(await confirmationsAfter('Bob.Private@members-host.org')).toEqual(free);
  });

  it('is sent to an account one at a time', async () => {
    await app.comment(cat, 'https://blog.example/exports', 'Long.');
    await app.app.database.source.query(
      `UPDATE "comment" SET "body" = '${'w'.repeat(20_000_000)}' WHERE "body" = 'Long.'`,
    );
    const first = await ask(cat.token);
    const second = await ask(cat.token);
    expect(second.status).toBe(429);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
    const { errors } = (await second.json()) as any;
    expect(errors[0].extensions).toMatchObject({ code: 'RATE_LIMITED' });
    expect((await exported(bob)).account).toHaveLength(1);
    const { comments } = (await first.json()) as any;
    expect(comments.some(({ body }: any) => body.length === 20_000_000)).toBe(true);
    const third = await ask(cat.token);
    expect(third.status).toBe(200);
    await third.body?.cancel();
    await eventually(async () => {
      const again = await ask(cat.token);
      await again.body?.cancel();
      return again.status === 200;
    });
  });

  it('is not made for HEAD, which would read it for nobody', async () => {
    const begun = jest.spyOn(OwnExportService.prototype, 'begin');
    const headers = { authorization: `Bearer ${bob.token}` };
    const response = await fetch(`${app.url}/export/me`, { method: 'HEAD', headers });
    expect(response.status).toBe(404);
    expect(begun).not.toHaveBeenCalled();
    await exported(bob);
    expect(begun).toHaveBeenCalledTimes(1);
    begun.mockRestore();
  });

  it('ends when whoever reads it goes away, and with the session', async () => {
    const { session } = await app.mutate('SignIn', {
      identifier: 'bob',
      password: 'correct horse battery',
    });
    await app.app.database.source.query(
      `UPDATE "comment" SET "body" = '${'w'.repeat(4_000_000)}' WHERE "body" = 'By Bob'`,
    );
    const response = await new Promise<IncomingMessage>((resolve) =>
      httpGet(
        `${app.url}/export/me`,
        { headers: { authorization: `Bearer ${session.token}` } },
        resolve,
      ),
    );
    await app.data(operations.SignOut, {}, { ...bob, token: session.token });
    let isCut = false;
    response.on('error', () => (isCut = true));
    response.resume();
    await eventually(() => isCut || response.complete || response.closed);
    expect(response.complete).toBe(false);
    const gone = await new Promise<IncomingMessage>((resolve) =>
      httpGet(
        `${app.url}/export/me`,
        { headers: { authorization: `Bearer ${bob.token}` } },
        resolve,
      ),
    );
    gone.destroy();
    expect((await exported(cat)).account).toHaveLength(1);
  });
});
