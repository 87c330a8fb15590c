import { AccountActs, emailOf, NEW_PASSWORD, NO_GOOD } from '../support/account-acts';
import { PASSWORD, type Member } from '../support/app';
import { isPostgres } from '../support/database';
import { eventually } from '../support/eventually';
import { post } from '../support/http';
import { numberIn } from '../support/merging';
import { operations } from '../support/operations';

const HOUR_MS = 60 * 60 * 1000;

describe('a forgotten password', () => {
  let acts: AccountActs;
  let ann: Member;

  beforeAll(async () => {
    acts = await AccountActs.start();
  });
  beforeEach(async () => {
    ann = await acts.join();
  });
  afterAll(() => acts.close());

  const reset = (token: string, newPassword = NEW_PASSWORD) =>
    acts.errorsOf('ResetPassword', { token, newPassword });

  it('is replaced by the mailed token: nobody stays signed in, the address is proved, and told', async () => {
    const other = await acts.signIn(ann);
    const token = await acts.resetToken(ann);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await reset(token)).toEqual([]);
    expect([await acts.isSignedIn(ann), await acts.isSignedIn(other)]).toEqual([false, false]);
    expect(await acts.canSignIn(ann.username, PASSWORD)).toBe(false);
    const again = await acts.signIn(ann, NEW_PASSWORD);
    expect(await acts.viewer(again)).toEqual({ email: emailOf(ann), isEmailVerified: true });
    await eventually(() => {
      const mails = acts.mailbox.to(emailOf(ann));
      return mails.some(({ raw }) => raw.includes('has a new password'));
    });
    for (const { raw } of acts.mailbox.to(emailOf(ann)))
      expect(raw).toContain(`X-Rejoinder-Profiles: ${numberIn(ann.id)}`);
  });

  it('takes the token as people copy it', async () => {
    const token = await acts.resetToken(ann);
    expect(await reset(` ${token.slice(0, 20)}\n  ${token.slice(20)}\t`)).toEqual([]);
  });

  it('is replaced once, also where two do it at the same time', async () => {
    const token = await acts.resetToken(ann);
    const wanted = [0, 1, 2, 3].map((n) => `the password number ${n}`);
    const all = await Promise.all(wanted.map((password) => reset(token, password)));
    expect(all.filter((errors) => errors.length === 0)).toHaveLength(1);
    for (const errors of all.filter(({ length }) => length > 0)) expect(errors).toEqual(NO_GOOD);
    expect(await reset(token)).toEqual(NO_GOOD);
    const won = wanted[all.findIndex((errors) => errors.length === 0)]!;
    expect(await acts.canSignIn(ann.username, won)).toBe(true);
  });

  it('is replaced by any of the tokens that were mailed, which then are all used up', async () => {
    const [first, second] = [await acts.resetToken(ann), await acts.resetToken(ann)];
    const third = await acts.resetToken(ann);
    expect(await reset(second)).toEqual([]);
    for (const token of [first, second, third]) expect(await reset(token)).toEqual(NO_GOOD);
  });

  it('is replaced by the token of its owner, however often a stranger asks for more', async () => {
    const token = await acts.resetToken(ann);
    const bob = await acts.join();
    for (let times = 0; times < 12; times += 1)
      expect(await acts.errorsOf('RequestPasswordReset', { email: emailOf(ann) })).toEqual([]);
    // What was asked for before is done before.
    await acts.resetToken(bob);
    const mails = () =>
      acts.mailbox.to(emailOf(ann)).filter(({ raw }) => raw.includes('resetPassword'));
    await eventually(() => mails().length === 5);
    acts.now += HOUR_MS - 1;
    expect(await acts.errorsOf('RequestPasswordReset', { email: emailOf(ann) })).toEqual([]);
    await acts.resetToken(bob);
    expect(mails()).toHaveLength(5);
    expect(await reset(token)).toEqual([]);
  });

  it('can be replaced again an hour after too many tokens were asked for', async () => {
    for (let times = 0; times < 5; times += 1) await acts.resetToken(ann);
    acts.now += HOUR_MS;
    expect(await reset(await acts.resetToken(ann))).toEqual([]);
  });

  it('is replaced within an hour', async () => {
    const second = await acts.resetToken(ann);
    acts.now += HOUR_MS;
    expect(await reset(second)).toEqual(NO_GOOD);
    const third = await acts.resetToken(ann);
    acts.now += HOUR_MS - 1;
    expect(await reset(third)).toEqual([]);
  });

  it.each([
    ['nothing', () => ''],
    ['any words', () => 'a token'],
    ['what is very long', () => 'x'.repeat(100_000)],
    ['a token of the same form', () => 'A'.repeat(43)],
    ['a character U+0000', () => '\u0000'],
    ['the token that proves the address', () => acts.mailbox.tokenTo(emailOf(ann))],
    ['the token of a session', () => ann.token],
  ])('is not replaced by %s, in the same words', async (_what, tokenOf) => {
    await acts.resetToken(ann);
    expect(await reset(await tokenOf())).toEqual(NO_GOOD);
    expect(await acts.canSignIn(ann.username, PASSWORD)).toBe(true);
  });

  it('is not replaced by a weak one, which leaves the token good', async () => {
    const token = await acts.resetToken(ann);
    for (const weak of ['short', 'password1', ann.username.padEnd(9, '1')])
      expect(await reset(token, weak)).toMatchObject([{ field: ['newPassword'], code: 'INVALID' }]);
    expect(await reset(token)).toEqual([]);
  });

  it('can be replaced by who holds a dead session', async () => {
    const token = await acts.resetToken(ann);
    const input = { token, newPassword: NEW_PASSWORD };
    const headers = { authorization: 'Bearer dead' };
    const sent = await post(
      acts.app,
      { query: operations.ResetPassword, variables: { input } },
      headers,
    );
    expect(sent.answer).toEqual({ data: { resetPassword: { userErrors: [] } } });
  });

  it('is asked for with one answer, whoever has the address', async () => {
    const before = acts.mailbox.mails.length;
    const emails = [emailOf(ann).toUpperCase(), 'nobody@example.com', ann.username + '@x.example'];
    const input = (email: string) => ({
      query: operations.RequestPasswordReset,
      variables: { input: { email } },
    });
    const sent = await Promise.all(emails.map((email) => post(acts.app, input(email))));
    for (const { status, text } of sent)
      expect({ status, text }).toEqual({ status: sent[0]!.status, text: sent[0]!.text });
    await acts.mailbox.tokenTo(emailOf(ann), 'resetPassword');
    expect(acts.mailbox.to('nobody@example.com')).toEqual([]);
    expect(acts.mailbox.mails.length).toBeLessThanOrEqual(before + 2);
    const errors = await acts.errorsOf('RequestPasswordReset', { email: 'no address' });
    expect(errors).toMatchObject([{ field: ['email'], code: 'INVALID' }]);
  });

  it('is asked for without waiting for what is done for who has an account', async () => {
    const { units } = acts.app.app.database;
    let release: () => void = () => undefined;
    const isReleased = new Promise<void>((resolve) => (release = resolve));
    const held = units.run(async (unit) => {
      const lock = isPostgres() ? 'FOR UPDATE' : '';
      await unit.manager.query(`SELECT "id" FROM "account" ORDER BY "id" ${lock}`);
      await isReleased;
    });
    try {
      expect(await acts.errorsOf('RequestPasswordReset', { email: emailOf(ann) })).toEqual([]);
      const mails = acts.mailbox.to(emailOf(ann));
      expect(mails.filter(({ raw }) => raw.includes('resetPassword'))).toEqual([]);
    } finally {
      release();
      await held;
    }
    expect(await acts.mailbox.tokenTo(emailOf(ann), 'resetPassword')).toMatch(/^[\w-]{43}$/);
  });

  it('is kept by a hash of the token alone, until that has expired', async () => {
    const { source } = acts.app.app.database;
    const read = () =>
      source.query(`SELECT * FROM "account_token" WHERE "purpose" = 'RESET_PASSWORD'`);
    const token = await acts.resetToken(ann);
    expect(JSON.stringify(await read())).not.toContain(token);
    expect(await read()).not.toEqual([]);
    acts.now += HOUR_MS;
    await acts.app.app.expiry.prune();
    expect(await read()).toEqual([]);
  });
});
