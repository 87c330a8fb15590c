import { AccountActs, emailOf, NO_GOOD } from '../support/account-acts';
import { PASSWORD, type Member } from '../support/app';
import { eventually } from '../support/eventually';
import { numberIn } from '../support/merging';
import { operations } from '../support/operations';

const DAY_MS = 24 * 60 * 60 * 1000;

describe('the email of an account', () => {
  let acts: AccountActs;
  let ann: Member;
  let round = 0;
  let wanted: string;

  beforeAll(async () => {
    acts = await AccountActs.start();
  });
  beforeEach(async () => {
    ann = await acts.join();
    round += 1;
    wanted = `wanted${round}@example.com`;
  });
  afterAll(() => acts.close());

  const confirm = (token: string) => acts.errorsOf('ConfirmEmail', { token });
  const change = (email: string, by = ann, password = PASSWORD) =>
    acts.app.mutate('ChangeEmail', { email, password }, by);
  const told = (address: string, words: string) =>
    eventually(() => acts.mailbox.to(address).some(({ raw }) => raw.includes(words)));

  it('is confirmed by the token that joining mails, whoever has it', async () => {
    expect(await acts.viewer(ann)).toEqual({ email: emailOf(ann), isEmailVerified: false });
    const token = await acts.mailbox.tokenTo(emailOf(ann));
    expect(await confirm(token)).toEqual([]);
    expect(await acts.viewer(ann)).toEqual({ email: emailOf(ann), isEmailVerified: true });
    expect(await confirm(token)).toEqual(NO_GOOD);
  });

  it('is shown confirmed to its owner, and to nobody else who has the token', async () => {
    const { viewer } = await acts.app.mutate(
      'ConfirmEmail',
      { token: await acts.mailbox.tokenTo(emailOf(ann)) },
      ann,
    );
    expect(viewer).toMatchObject({ email: emailOf(ann), isEmailVerified: true });
    const bob = await acts.join();
    const token = await acts.mailbox.tokenTo(emailOf(bob));
    const other = await acts.app.mutate('ConfirmEmail', { token }, ann);
    expect(other).toEqual({ viewer: null, userErrors: [] });
  });

  it('is confirmed within seven days, by the newest token', async () => {
    const first = await acts.mailbox.tokenTo(emailOf(ann));
    await acts.app.data(operations.RequestEmailVerification, {}, ann);
    const second = await acts.mailbox.tokenTo(emailOf(ann), 'confirmEmail', 2);
    expect(await confirm(first)).toEqual(NO_GOOD);
    acts.now += 7 * DAY_MS;
    expect(await confirm(second)).toEqual(NO_GOOD);
    await acts.app.data(operations.RequestEmailVerification, {}, ann);
    const third = await acts.mailbox.tokenTo(emailOf(ann), 'confirmEmail', 3);
    acts.now += 7 * DAY_MS - 1;
    expect(await confirm(third)).toEqual([]);
    await acts.app.data(operations.RequestEmailVerification, {}, ann);
    await acts.resetToken(ann);
    const sent = acts.mailbox.to(emailOf(ann)).filter(({ raw }) => raw.includes('confirmEmail'));
    expect(sent).toHaveLength(3);
  });

  it('changes once the new address is confirmed, and the old one is told of both', async () => {
    const { viewer, userErrors } = await change(wanted);
    expect(userErrors).toEqual([]);
    expect(viewer.email).toBe(emailOf(ann));
    await told(emailOf(ann), 'is about to change');
    expect(await acts.canSignIn(wanted, PASSWORD)).toBe(false);
    const token = await acts.mailbox.tokenTo(wanted);
    expect(await confirm(token)).toEqual([]);
    expect(await acts.viewer(ann)).toEqual({ email: wanted, isEmailVerified: true });
    expect(await acts.canSignIn(wanted.toUpperCase(), PASSWORD)).toBe(true);
    expect(await acts.canSignIn(emailOf(ann), PASSWORD)).toBe(false);
    await told(emailOf(ann), 'has another email address now');
    for (const { raw } of [...acts.mailbox.to(wanted), ...acts.mailbox.to(emailOf(ann))])
      expect(raw).toContain(`X-Rejoinder-Profiles: ${numberIn(ann.id)}`);
    for (const { raw } of acts.mailbox.to(emailOf(ann))) expect(raw).not.toContain(wanted);
    expect(await confirm(token)).toEqual(NO_GOOD);
  });

  it('that has changed makes what was mailed to the old one worthless', async () => {
    const [verification, reset] = [
      await acts.mailbox.tokenTo(emailOf(ann)),
      await acts.resetToken(ann),
    ];
    await change(wanted);
    expect(await confirm(await acts.mailbox.tokenTo(wanted))).toEqual([]);
    expect(await confirm(verification)).toEqual(NO_GOOD);
    const input = { token: reset, newPassword: 'a password of a thief' };
    expect(await acts.errorsOf('ResetPassword', input)).toEqual(NO_GOOD);
  });

  it('changes to the one that was asked for last, within a day', async () => {
    await change(wanted);
    const first = await acts.mailbox.tokenTo(wanted);
    await change(`later.${wanted}`);
    const second = await acts.mailbox.tokenTo(`later.${wanted}`);
    expect(await confirm(first)).toEqual(NO_GOOD);
    acts.now += DAY_MS;
    expect(await confirm(second)).toEqual(NO_GOOD);
    expect((await acts.viewer(ann)).email).toBe(emailOf(ann));
  });

  it('changes with the password alone, to what is another address', async () => {
    expect((await change('nonsense', ann, 'not the password')).userErrors).toMatchObject([
      { field: ['email'], code: 'INVALID' },
      { field: ['password'], code: 'WRONG_CREDENTIALS' },
    ]);
    expect((await change(emailOf(ann))).userErrors).toMatchObject([
      { field: ['email'], code: 'INVALID' },
    ]);
    // In other letters it is another text of the same address.
    const spelled = emailOf(ann).replace('member', 'Member');
    expect((await change(spelled)).userErrors).toEqual([]);
    expect(await confirm(await acts.mailbox.tokenTo(spelled))).toEqual([]);
    expect((await acts.viewer(ann)).email).toBe(spelled);
  });

  it("cannot become somebody else's, who alone learns of it", async () => {
    const bob = await acts.join();
    const free = await change(wanted);
    const taken = await change(emailOf(bob).toUpperCase());
    expect(taken).toEqual(free);
    await told(emailOf(bob), 'was given for another account');
    const mail = acts.mailbox
      .to(emailOf(bob))
      .find(({ raw }) => raw.includes('was given for another account'))!;
    expect(mail.raw).toContain(`X-Rejoinder-Profiles: ${numberIn(bob.id)}`);
    expect(mail.raw).not.toContain(ann.username + '\r');
    expect(mail.raw).not.toContain(emailOf(ann));
    const begun = () =>
      acts.mailbox.to(emailOf(ann)).filter(({ raw }) => raw.includes('is about to change'));
    await eventually(() => begun().length === 2);
    // Nothing of the other account is kept with the one that asked.
    const kept = await acts.app.app.database.source.query(
      `SELECT "email" FROM "account_token" WHERE "purpose" = 'CHANGE_EMAIL'
        AND "accountId" = (SELECT "id" FROM "account" WHERE "profileId" = ${numberIn(ann.id)})`,
    );
    expect(kept).toEqual([{ email: emailOf(ann) }]);
  });

  it('cannot become one with which somebody joined meanwhile', async () => {
    await change(wanted);
    const token = await acts.mailbox.tokenTo(wanted);
    await acts.app.join(`first${round}`, { email: wanted.toUpperCase() });
    expect(await confirm(token)).toEqual(NO_GOOD);
    expect((await acts.viewer(ann)).email).toBe(emailOf(ann));
  });

  it('becomes the one that two want for the first who confirms it, also at the same time', async () => {
    const all = await Promise.all([acts.join(), acts.join(), acts.join()]);
    const tokens: string[] = [];
    for (const [index, member] of all.entries()) {
      await change(wanted, member);
      tokens.push(await acts.mailbox.tokenTo(wanted, 'confirmEmail', index + 1));
    }
    const answers = await Promise.all(tokens.map(confirm));
    expect(answers.filter((errors) => errors.length === 0)).toHaveLength(1);
    for (const errors of answers.filter(({ length }) => length > 0))
      expect(errors).toEqual(NO_GOOD);
  });

  it.each(['', 'a token', 'x'.repeat(100_000), 'A'.repeat(43), '\u0000'])(
    'is not confirmed by %j',
    async (token) => {
      expect(await confirm(token)).toEqual(NO_GOOD);
    },
  );

  it('is not confirmed by a token for a new password', async () => {
    expect(await confirm(await acts.resetToken(ann))).toEqual(NO_GOOD);
    expect((await acts.viewer(ann)).isEmailVerified).toBe(false);
  });

  it('of an account from before is not confirmed, and nothing is refused for it', async () => {
    await acts.app.comment(ann, 'https://blog.example/unconfirmed');
    expect((await acts.viewer(ann)).isEmailVerified).toBe(false);
  });

  it('changes and is asked about for viewers alone', async () => {
    const input = { email: wanted, password: PASSWORD };
    for (const [query, variables] of [
      [operations.ChangeEmail, { input }],
      [operations.RequestEmailVerification, {}],
    ] as const)
      expect((await acts.app.send(query, variables)).errors).toMatchObject([
        { extensions: { code: 'UNAUTHENTICATED' } },
      ]);
  });
});
