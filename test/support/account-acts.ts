import { PASSWORD, TestApp, type Member } from './app';
import { Mailbox } from './mailbox';
import { operations } from './operations';

export const NEW_PASSWORD = 'another horse altogether';
export const NO_GOOD = [
  { field: ['token'], code: 'INVALID', message: 'This code is wrong, or it is no longer good.' },
];

type Operation = keyof typeof operations;

/** An app with a mail server, and what people do about their accounts, as a client does it. */
export class AccountActs {
  now = Date.now();
  private count = 0;

  private constructor(
    readonly app: TestApp,
    readonly mailbox: Mailbox,
  ) {}

  static async start(): Promise<AccountActs> {
    const mailbox = await Mailbox.open();
    const app = await TestApp.start({ smtpUrl: mailbox.url }, { clock: () => acts.now });
    const acts: AccountActs = new AccountActs(app, mailbox);
    return acts;
  }

  /** Somebody new, whose address is `<username>@example.com`. */
  join(): Promise<Member> {
    this.count += 1;
    return this.app.join(`member${this.count}`);
  }

  /** Another session of somebody. */
  async signIn(member: Member, password = PASSWORD): Promise<Member> {
    const input = { identifier: member.username, password };
    const { session, userErrors } = await this.app.mutate('SignIn', input);
    if (!session) throw new Error(JSON.stringify(userErrors));
    return { ...member, token: session.token };
  }

  async canSignIn(identifier: string, password: string): Promise<boolean> {
    const { session } = await this.app.mutate('SignIn', { identifier, password });
    return session !== null;
  }

  async isSignedIn({ token }: Member): Promise<boolean> {
    const { data } = await this.app.send(operations.Viewer, {}, token);
    return Boolean(data?.viewer);
  }

  async viewer(member: Member): Promise<any> {
    const query = '{ viewer { email isEmailVerified } }';
    return (await this.app.data(query, {}, member)).viewer;
  }

  /** Does what takes an input, and gives what a person is told to have got wrong. */
  async errorsOf(operation: Operation, input: object, by: Member | null = null): Promise<any[]> {
    const { userErrors } = await this.app.mutate(operation, input, by);
    return userErrors;
  }

  /** Asks for a new password, and gives the token that is mailed. */
  async resetToken({ username }: Member): Promise<string> {
    const email = `${username}@example.com`;
    const before = this.mailbox.to(email).filter(({ raw }) => raw.includes('resetPassword')).length;
    const errors = await this.errorsOf('RequestPasswordReset', { email });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return this.mailbox.tokenTo(email, 'resetPassword', before + 1);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.mailbox.close();
  }
}

export const emailOf = ({ username }: Member): string => `${username}@example.com`;
