import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { Claiming } from '../support/claiming';
import { post } from '../support/http';
import { Mailbox } from '../support/mailbox';
import { numberIn } from '../support/merging';
import { operations } from '../support/operations';
import { readPages, idsOf, type List } from '../support/paging';

const HOUR_MS = 60 * 60 * 1000;
/** The clock stands still while claims are made. */
const DAY_S = 24 * 60 * 60;
const WRONG = 'AAAA-AAAA-AAAA-AAAA';
const REFUSED = [
  { field: ['code'], code: 'INVALID', message: 'This code is wrong, or it is no longer good.' },
];

describe('a claim', () => {
  let app: TestApp;
  let mailbox: Mailbox;
  let claiming: Claiming;
  let ann: Member;
  let bob: Member;
  let now = Date.now();
  let round = 0;
  let address: string;

  beforeAll(async () => {
    mailbox = await Mailbox.open();
    app = await TestApp.start({ smtpUrl: mailbox.url }, { clock: () => now });
    claiming = new Claiming(app);
  });
  beforeEach(async () => {
    round += 1;
    address = `writer${round}@hidden.example`;
    ann = await app.join(`ann${round}`);
    bob = await app.join(`bob${round}`);
  });
  afterEach(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(async () => {
    await app.close();
    await mailbox.close();
  });

  async function mailed(by: Member, old: Member, count = 1) {
    const { claim, userErrors } = await claiming.request(by, old);
    expect(userErrors).toEqual([]);
    return { id: claim.id as string, code: await mailbox.codeTo(address, count) };
  }
  const confirms = async (by: Member, { id, code }: { id: string; code: string }) =>
    (await claiming.confirm(by, id, code)).userErrors.length === 0;

  it("by the mailed code makes the old profile a part of the claimant's", async () => {
    const old = await claiming.oldProfile(address);
    await app.comment(ann, 'https://blog.example/own');
    const { claim } = await claiming.request(ann, old);
    expect(claim).toMatchObject({ status: 'PENDING', method: 'EMAIL_CODE' });
    const code = await mailbox.codeTo(address);
    const about = `${numberIn(old.id)}, ${numberIn(ann.id)}`;
    expect(mailbox.to(address).at(-1)?.raw).toContain(`X-Rejoinder-Profiles: ${about}`);
    const { profile, userErrors } = await claiming.confirm(ann, claim.id, code);
    expect(userErrors).toEqual([]);
    expect(profile).toEqual({
      ...{ id: ann.id, username: ann.username, isClaimed: true, commentCount: 2 },
    });
    expect(await claiming.profile(old.username)).toMatchObject({ id: ann.id });
    expect(await claiming.statusFor(ann, claim.id)).toBe('APPROVED');
  });

  it('takes the code as people copy it', async () => {
    const claim = await mailed(ann, await claiming.oldProfile(address));
    const code = ` ${claim.code.toLowerCase().replace(/-/g, ' ').replace(/0/g, 'o')} `;
    expect(await confirms(ann, { ...claim, code })).toBe(true);
  });

  it("without an address is a moderator's to decide", async () => {
    const old = await claiming.oldProfile(null);
    const { claim } = await claiming.request(ann, old);
    expect(claim).toMatchObject({ status: 'PENDING', method: 'MODERATOR' });
    expect((await claiming.request(ann, old)).claim.id).toBe(claim.id);
    expect((await claiming.confirm(ann, claim.id, WRONG)).userErrors).toEqual(REFUSED);
    const judge = await claiming.moderator(`judge${round}`);
    const decided = await claiming.decide(judge, claim.id, true);
    expect(decided.claim).toEqual({ id: claim.id, status: 'APPROVED' });
    expect(await claiming.profile(old.username)).toMatchObject({ id: ann.id, commentCount: 1 });
    for (const approve of [true, false])
      expect((await claiming.decide(judge, claim.id, approve)).userErrors).toMatchObject([
        { field: ['claimId'], code: 'INVALID' },
      ]);
  });

  it('that a moderator refuses changes nothing', async () => {
    const old = await claiming.oldProfile(null);
    const { claim } = await claiming.request(ann, old);
    const judge = await claiming.moderator(`judge${round}`);
    expect((await claiming.decide(judge, claim.id, false)).claim.status).toBe('REJECTED');
    expect(await claiming.profile(old.username)).toMatchObject({ id: old.id, isClaimed: false });
    expect((await claiming.decide(judge, claim.id, true)).userErrors).toHaveLength(1);
  });

  it('by code can be decided by a moderator, for whom the address is gone', async () => {
    const old = await claiming.oldProfile(address);
    const claim = await mailed(ann, old);
    const judge = await claiming.moderator(`judge${round}`);
    expect((await claiming.decide(judge, claim.id, true)).claim.status).toBe('APPROVED');
    expect(await confirms(ann, claim)).toBe(false);
  });

  it("fails alike for a wrong, an old and a used code, for another's claim and for no claim", async () => {
    const old = await claiming.oldProfile(address);
    const first = await mailed(ann, old);
    const answers = [
      await claiming.confirm(ann, first.id, WRONG),
      await claiming.confirm(bob, first.id, first.code),
      await claiming.confirm(ann, old.id, first.code),
      await claiming.confirm(ann, 'nothing', first.code),
      await claiming.confirm(ann, first.id, ''),
      await claiming.confirm(ann, first.id, '9'.repeat(50_000)),
    ];
    now += HOUR_MS;
    answers.push(await claiming.confirm(ann, first.id, first.code));
    const second = await mailed(ann, old, 2);
    answers.push(
      await claiming.confirm(ann, first.id, first.code),
      await claiming.confirm(ann, second.id, first.code),
    );
    expect(await confirms(ann, second)).toBe(true);
    answers.push(await claiming.confirm(ann, second.id, second.code));
    for (const answer of answers) expect(answer).toEqual({ profile: null, userErrors: REFUSED });
  });

  it('is dead after five wrong codes, also for the right one', async () => {
    const old = await claiming.oldProfile(address);
    const claim = await mailed(ann, old);
    await Promise.all(Array.from({ length: 5 }, () => claiming.confirm(ann, claim.id, WRONG)));
    expect((await claiming.confirm(ann, claim.id, claim.code)).userErrors).toEqual(REFUSED);
    expect(await claiming.statusFor(ann, claim.id)).toBe('REJECTED');
    expect(await confirms(ann, await mailed(ann, old, 2))).toBe(true);
  });

  it('can be made so many times a day alone, and nobody keeps anybody else from it', async () => {
    const old = await claiming.oldProfile(address);
    const limited = async (by: Member, whom: Member) => {
      const input = { profileId: whom.id };
      const { errors } = await app.send(operations.RequestProfileClaim, { input }, by.token);
      for (const { extensions } of errors ?? [])
        expect(extensions).toMatchObject({ retryAfter: DAY_S });
      return errors?.map(({ extensions }) => extensions.code) ?? [];
    };
    for (let count = 1; count <= 3; count += 1) expect(await limited(ann, old)).toEqual([]);
    expect(await limited(ann, old)).toEqual(['RATE_LIMITED']);
    expect(await limited(bob, old)).toEqual([]);
    for (let count = 4; count <= 10; count += 1)
      expect(await limited(ann, await claiming.oldProfile(null))).toEqual([]);
    expect(await limited(ann, await claiming.oldProfile(null))).toEqual(['RATE_LIMITED']);
    now += 24 * HOUR_MS;
    expect(await limited(ann, old)).toEqual([]);
  });

  it('waits for a moderator where codes have been mailed ten times that day', async () => {
    const old = await claiming.oldProfile(address);
    const strangers = ['cy', 'dan', 'eve', 'fay'].map((name) => app.join(`${name}${round}`));
    const claims = new Set<string>();
    for (const by of await Promise.all(strangers))
      for (let count = 1; count <= 3; count += 1)
        claims.add((await claiming.request(by, old)).claim.id);
    // The last of them is told of the claim that was made with the tenth code.
    expect(claims.size).toBe(10);
    expect((await claiming.request(ann, old)).claim).toMatchObject({ method: 'MODERATOR' });
  });

  it('that is first takes the profile from the others', async () => {
    const old = await claiming.oldProfile(address);
    const anns = await mailed(ann, old);
    const bobs = await mailed(bob, old, 2);
    const results = await Promise.all([confirms(ann, anns), confirms(bob, bobs)]);
    expect(results.filter(Boolean)).toHaveLength(1);
    const [winner, loser] = results[0] ? [ann, bob] : [bob, ann];
    const statuses = { [ann.id]: anns.id, [bob.id]: bobs.id };
    expect(await claiming.statusFor(winner, statuses[winner.id]!)).toBe('APPROVED');
    expect(await claiming.statusFor(loser, statuses[loser.id]!)).toBe('REJECTED');
    const refused = await claiming.request(loser, old);
    expect(refused.userErrors).toMatchObject([{ field: ['profileId'], code: 'TAKEN' }]);
  });

  it('is confirmed once, whoever asks twice at the same time', async () => {
    const claim = await mailed(ann, await claiming.oldProfile(address));
    const results = await Promise.all(Array.from({ length: 4 }, () => confirms(ann, claim)));
    expect(results.filter(Boolean)).toHaveLength(1);
  });

  it("is refused for what is no profile, one's own, one that has an owner or that blocks", async () => {
    const old = await claiming.oldProfile(address);
    const codes = async (whom: { id: string }) =>
      (await claiming.request(ann, whom)).userErrors.map(({ code }: any) => code);
    expect(await codes({ id: 'nothing' })).toEqual(['NOT_FOUND']);
    expect(await codes(ann)).toEqual(['INVALID']);
    expect(await codes(bob)).toEqual(['TAKEN']);
    await app.mutate('Block', { profileId: old.id }, ann);
    expect(await codes(old)).toEqual(['FORBIDDEN']);
    expect(mailbox.mails.filter(({ to }) => to.includes(address))).toEqual([]);
  });

  it('needs a viewer, and a decision a moderator', async () => {
    const old = await claiming.oldProfile(null);
    const { claim } = await claiming.request(ann, old);
    const code = async (name: keyof typeof operations, input: object, by: Member | null) => {
      const { errors } = await app.send(operations[name], { input, first: 1 }, by?.token ?? null);
      return errors?.[0]?.extensions.code;
    };
    const decision = { claimId: claim.id, approve: true };
    expect(await code('RequestProfileClaim', { profileId: old.id }, null)).toBe('UNAUTHENTICATED');
    const confirmation = { claimId: claim.id, code: WRONG };
    expect(await code('ConfirmProfileClaim', confirmation, null)).toBe('UNAUTHENTICATED');
    expect(await code('DecideProfileClaim', decision, null)).toBe('UNAUTHENTICATED');
    expect(await code('DecideProfileClaim', decision, ann)).toBe('FORBIDDEN');
    expect(await code('PendingClaims', {}, null)).toBe('UNAUTHENTICATED');
    expect(await code('PendingClaims', {}, bob)).toBe('FORBIDDEN');
    expect(await claiming.statusFor(ann, claim.id)).toBe('PENDING');
    expect(await claiming.statusFor(bob, claim.id)).toBeNull();
    expect(await claiming.statusFor(await claiming.moderator(`judge${round}`), claim.id)).toBe(
      'PENDING',
    );
  });

  it('that waits is in the list of pending ones, which can be read from both ends', async () => {
    const judge = await claiming.moderator(`judge${round}`);
    const made: string[] = [];
    for (let count = 1; count <= 5; count += 1)
      made.unshift((await claiming.request(ann, await claiming.oldProfile(null))).claim.id);
    const list: List = {
      name: 'pendingClaims',
      field: (page, items) => `pendingClaims(${page}) ${items}`,
      hasLiveCursor: false,
      by: judge,
    };
    const forward = idsOf(await readPages(app, list, 2, 'forward'));
    expect(forward.slice(0, 5)).toEqual(made);
    expect(idsOf(await readPages(app, list, 2, 'backward'))).toEqual(forward);
  });

  it('tells nobody the address', async () => {
    const old = await claiming.oldProfile(address);
    const judge = await claiming.moderator(`judge${round}`);
    const claim = await mailed(ann, old);
    const ask = (name: keyof typeof operations, variables: object, by: Member) =>
      post(app, { query: operations[name], variables }, { authorization: `Bearer ${by.token}` });
    const answers = [
      await ask('RequestProfileClaim', { input: { profileId: old.id } }, bob),
      await ask('PendingClaims', { first: 50 }, judge),
      await ask('ConfirmProfileClaim', { input: { claimId: claim.id, code: WRONG } }, ann),
      await ask('ConfirmProfileClaim', { input: { claimId: claim.id, code: claim.code } }, ann),
      await ask('ProfilePage', { username: old.username }, ann),
      await ask('SearchProfiles', { query: 'writer', first: 20 }, ann),
    ];
    for (const { text } of answers) expect(text).not.toContain('hidden.example');
    await mailbox.codeTo(address, 2);
    const all = mailbox.mails.filter(({ raw }) =>
      raw.includes(`claim the profile ${old.username}`),
    );
    expect(all.map(({ to }) => to)).toEqual([[address], [address]]);
  });
});
