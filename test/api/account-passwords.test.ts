import { hash } from '@node-rs/argon2';
import { Passwords } from '../../src/accounts/password';
import { AccountActs, emailOf, NEW_PASSWORD } from '../support/account-acts';
import { PASSWORD, TestApp, type Member } from '../support/app';
import { eventually } from '../support/eventually';
import { numberIn, merge, unclaim } from '../support/merging';

const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };
const WRONG = {
  ...{ field: null, code: 'WRONG_CREDENTIALS' },
  message: 'There is no account with that name or email and that password.',
};

/** Takes note of what each comparison costs. */
class CountedPasswords extends Passwords {
  readonly costs: string[] = [];

  protected override compare(stored: string, password: string): Promise<boolean> {
    this.costs.push(/\$argon2id\$v=\d+\$[^$]+/.exec(stored)?.[0] ?? stored);
    return super.compare(stored, password);
  }
}

describe('signing in', () => {
  const passwords = new CountedPasswords(CHEAP);
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({}, { passwords });
    await app.join('ann');
    await unclaim(app, await app.join('nobodys'));
    const former = await app.join('former');
    await unclaim(app, former);
    await merge(app, former, await app.join('present'));
  });
  afterAll(() => app.close());

  it.each([
    ['a wrong password', 'ann', 'not the password'],
    ['a wrong password for an email', 'ann@example.com', 'not the password'],
    ['an unknown name', 'nobody-here', PASSWORD],
    ['an unknown email', 'nobody@example.com', PASSWORD],
    ['a profile that nobody has claimed', 'nobodys', PASSWORD],
    ['the name of a profile that is a part of another', 'former', 'not the password'],
    ['no name', '', PASSWORD],
    ['no password', 'ann', ''],
    ['nothing at all', '', ''],
    ['no password for an unknown name', 'nobody-here', ''],
    ['what is too long for a password', 'ann', 'x'.repeat(201)],
    ['what is far too long for a password', 'ann', 'x'.repeat(100_000)],
    ['what is far too long, for an unknown name', 'nobody-here', 'x'.repeat(100_000)],
    ['many accents', 'ann', `a${'\u0301\u0323'.repeat(40_000)}`],
    ['what is no name', "' OR 1=1 --", PASSWORD],
  ])('costs one comparison, and is refused in the same words, with %s', async (_what, ...given) => {
    passwords.costs.length = 0;
    const [identifier, password] = given;
    const answer = await app.mutate('SignIn', { identifier, password });
    expect(answer).toEqual({ session: null, profile: null, userErrors: [WRONG] });
    expect(passwords.costs).toEqual(['$argon2id$v=19$m=8,t=1,p=1']);
  });

  it('costs one comparison where it is right', async () => {
    passwords.costs.length = 0;
    const answer = await app.mutate('SignIn', { identifier: 'former', password: PASSWORD });
    expect(answer.profile).toMatchObject({ username: 'present' });
    expect(passwords.costs).toEqual(['$argon2id$v=19$m=8,t=1,p=1']);
  });

  it('takes a password however its characters are written', async () => {
    const written = 'Ångström ﬁne ①';
    await app.join('ada', { password: written.normalize('NFC') });
    for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'] as const) {
      const input = { identifier: 'ada', password: written.normalize(form) };
      expect((await app.mutate('SignIn', input)).session).not.toBeNull();
    }
  });

  it('goes on with a hash that was made of what was typed', async () => {
    const member = await app.join('eve');
    const old = await hash('Ångström ﬁne ①'.normalize('NFD'), CHEAP);
    await app.app.database.source.query(
      `UPDATE "account" SET "passwordHash" = '${old}' WHERE "profileId" = ${numberIn(member.id)}`,
    );
    const signIn = async (password: string) =>
      (await app.mutate('SignIn', { identifier: 'eve', password })).session !== null;
    expect(await signIn('Ångström ﬁne ①'.normalize('NFD'))).toBe(true);
    expect(await signIn('another one altogether')).toBe(false);
  });
});

describe('a new password', () => {
  let acts: AccountActs;
  let ann: Member;

  beforeAll(async () => {
    acts = await AccountActs.start();
  });
  beforeEach(async () => {
    ann = await acts.join();
  });
  afterAll(() => acts.close());

  const change = (newPassword: string, currentPassword = PASSWORD, by = ann) =>
    acts.errorsOf('ChangePassword', { currentPassword, newPassword }, by);

  it('signs nobody else out of anything but the account, tells its address, and is good from then on', async () => {
    const other = await acts.signIn(ann);
    const stranger = await acts.join();
    expect(await change(NEW_PASSWORD)).toEqual([]);
    expect(await acts.isSignedIn(ann)).toBe(true);
    expect(await acts.isSignedIn(other)).toBe(false);
    expect(await acts.isSignedIn(stranger)).toBe(true);
    expect(await acts.canSignIn(ann.username, PASSWORD)).toBe(false);
    expect(await acts.canSignIn(ann.username, NEW_PASSWORD)).toBe(true);
    const told = () => acts.mailbox.to(emailOf(ann)).map(({ raw }) => raw);
    await eventually(() => told().some((raw) => raw.includes('has a new password')));
    const [mail] = told().filter((raw) => raw.includes('has a new password'));
    expect(mail).toContain(`X-Rejoinder-Profiles: ${numberIn(ann.id)}`);
    expect(mail).not.toContain(NEW_PASSWORD);
  });

  it('needs the old one, and is told all that is wrong', async () => {
    expect(await change('short', 'not the password')).toMatchObject([
      { field: ['currentPassword'], code: 'WRONG_CREDENTIALS' },
      { field: ['newPassword'], code: 'INVALID', message: 'A password has 8 to 200 characters.' },
    ]);
    expect(await acts.canSignIn(ann.username, PASSWORD)).toBe(true);
  });

  it('needs a viewer', async () => {
    const input = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    const query = `mutation($input: ChangePasswordInput!) { changePassword(input: $input) { userErrors { code } } }`;
    const { errors } = await acts.app.send(query, { input });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('is set once where two set one at the same time', async () => {
    const wanted = [0, 1, 2, 3].map((n) => `the password number ${n}`);
    const all = await Promise.all(wanted.map((password) => change(password)));
    const won = wanted.filter((_password, index) => all[index]!.length === 0);
    expect(won).toHaveLength(1);
    for (const errors of all.filter(({ length }) => length > 0))
      expect(errors).toMatchObject([{ field: ['currentPassword'], code: 'WRONG_CREDENTIALS' }]);
    expect(await acts.canSignIn(ann.username, won[0]!)).toBe(true);
  });

  it('leaves no session that the old one opened at the same time', async () => {
    const [errors, ...opened] = await Promise.all([
      change(NEW_PASSWORD),
      ...Array.from({ length: 8 }, () => acts.signIn(ann).catch(() => null)),
    ]);
    expect(errors).toEqual([]);
    for (const session of opened) if (session) expect(await acts.isSignedIn(session)).toBe(false);
  });

  it('ends what somebody else began in order to take the account over', async () => {
    const reset = await acts.resetToken(ann);
    const input = { email: `thief-of-${ann.username}@example.com`, password: PASSWORD };
    await acts.errorsOf('ChangeEmail', input, ann);
    const move = await acts.mailbox.tokenTo(input.email);
    expect(await change(NEW_PASSWORD)).toEqual([]);
    expect(await acts.errorsOf('ConfirmEmail', { token: move })).not.toEqual([]);
    const again = { token: reset, newPassword: 'the password of a thief' };
    expect(await acts.errorsOf('ResetPassword', again)).not.toEqual([]);
    expect(await acts.viewer(ann)).toEqual({ email: emailOf(ann), isEmailVerified: false });
  });
});

describe('a password', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.close());

  const messagesFor = async (password: string, more: object = {}): Promise<string[]> => {
    const input = { username: 'wren.h', displayName: 'Wren Halloran', email: 'quail@bird.example' };
    const { userErrors } = await app.mutate('Join', { ...input, ...more, password });
    return userErrors.map(({ field, code, message }: any) => `${field} ${code}: ${message}`);
  };

  it.each([
    ...['password', '12345678', 'Iloveyou', 'QWERTYUIOP', 'trustno1', 'baseball', 'password1'],
    ...['\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44'],
  ])('is refused where it is as common as %j', async (password) => {
    expect(await messagesFor(password)).toEqual([
      'password INVALID: This is one of the most common passwords, which are the first to be guessed.',
    ]);
  });

  it.each([
    ['the username', '19wren.h85!'],
    ['the display name', 'WrenHalloran1'],
    ['the display name', 'wren halloran'],
    ['the email', 'quail@bird.example'],
    ['the email', 'Quail2026'],
    ['the name of this site', 'Rejoinder!!'],
  ])('is refused where it is %s: %j', async (what, password) => {
    expect(await messagesFor(password)).toEqual([
      `password INVALID: A password is not ${what}, nor that with figures or signs around it.`,
    ]);
  });

  it.each(['wren flies by', 'halloran wren', 'a7391b2206', '🔑'.repeat(8), 'ﷺ'.repeat(8)])(
    'is taken where it is none of these: %j',
    async (password) => {
      const username = `w${Math.floor(Math.random() * 1e9)}`;
      expect(await messagesFor(password, { username, email: `${username}@b.example` })).toEqual([]);
    },
  );

  it('of characters that are written as two has as many as are seen', async () => {
    expect(await messagesFor('e\u0301'.repeat(7))).toEqual([
      'password INVALID: A password has 8 to 200 characters.',
    ]);
  });
});
