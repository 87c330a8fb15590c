import type { Clock } from '../clock';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { unauthenticated } from '../errors';
import type { Mailer } from '../mail/mailer';
import { Faults } from '../profiles/profile-text';
import { AccountEntity } from './account.entity';
import {
  addressChangedMail,
  addressInUseMail,
  changeBegunMail,
  newAddressMail,
  verificationMail,
} from './account-mail';
import type { AccountTokens, GivenToken } from './account-token';
import { deleteTokens } from './account-token.queries';
import { accountsByIds, emailOwnerId, lockAccount, type AccountRow } from './account.queries';
import { isWholeEmail, NO_EMAIL } from './email';
import type { Passwords } from './password';
import type { Viewer } from './viewer';

/** Whose email it is: proved by a token that is mailed to it. Nobody learns by it who else has an account. */
export class EmailService {
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly tokens: AccountTokens,
    private readonly mailer: Mailer,
  ) {}

  /** Mails a token to the address of an account once the unit is committed. The account is to be locked before. */
  async sendVerification(
    unit: Unit,
    account: Pick<AccountRow, 'id' | 'email' | 'profileId' | 'username'>,
  ): Promise<void> {
    const { id: accountId, email } = account;
    const token = await this.tokens.issue(unit, { accountId, purpose: 'VERIFY_EMAIL', email });
    unit.afterCommit(() => this.mailer.post(verificationMail(email, account, token)));
  }

  /** Mails it again; an earlier token is no longer good. An address that is verified needs none. */
  async requestVerification({ accountId }: Viewer): Promise<void> {
    await this.units.run(async (unit) => {
      const account = await lockAccount(unit, accountId);
      if (!account) throw unauthenticated();
      if (account.emailVerifiedAt === null) await this.sendVerification(unit, account);
    });
  }

  /**
   * Has the viewer prove another address. The same happens, and as much is written, where somebody else has it: they are
   * told, and nobody gets the token.
   */
  async change({ accountId }: Viewer, written: string, password: string): Promise<void> {
    const [account] = await accountsByIds(this.reads, [accountId]);
    if (!account) throw unauthenticated();
    const email = written.trim();
    const isRight = await this.passwords.verify(password, account.passwordHash);
    const faults = new Faults();
    if (!isWholeEmail(email)) faults.add('email', 'INVALID', NO_EMAIL);
    else if (email === account.email) faults.add('email', 'INVALID', 'This is your email already.');
    if (!isRight) faults.add('password', 'WRONG_CREDENTIALS', 'This is not your password.');
    faults.throwIfAny();
    await this.units.run((unit) => this.changeIn(unit, account, email));
  }

  private async changeIn(unit: Unit, known: AccountRow, email: string): Promise<void> {
    const account = await lockAccount(unit, known.id);
    if (account?.passwordHash !== known.passwordHash) throw unauthenticated();
    const ownerId = await emailOwnerId(unit, email.toLowerCase());
    const owner = ownerId === account.id ? null : await this.ownerIn(unit, ownerId);
    const token = await this.tokens.issue(unit, {
      accountId: account.id,
      purpose: 'CHANGE_EMAIL',
      // Of another account nothing is kept here.
      email: owner ? account.email : email,
    });
    unit.afterCommit(() => {
      this.mailer.post(changeBegunMail(account.email, account));
      this.mailer.post(
        owner ? addressInUseMail(owner.email, owner) : newAddressMail(email, account, token),
      );
    });
  }

  private async ownerIn(unit: Unit, id: number | null): Promise<AccountRow | null> {
    const [owner] = await accountsByIds(unit, [id ?? 0]);
    return owner ?? null;
  }

  /**
   * The address that a token was mailed to is proved; whoever has it need not be signed in.
   * @returns the id of its account
   */
  async confirm(given: string): Promise<number> {
    const token = await this.tokens.read(given, ['VERIFY_EMAIL', 'CHANGE_EMAIL']);
    await this.units.run(async (unit) => {
      const account = await this.tokens.take(unit, token);
      if (token.purpose === 'CHANGE_EMAIL') await this.moveIn(unit, account, token);
      else if (token.email !== account.email) this.tokens.refuse();
      await unit.manager.update(
        AccountEntity,
        { id: account.id },
        { emailVerifiedAt: this.clock() },
      );
    });
    return token.accountId;
  }

  private async moveIn(unit: Unit, account: AccountRow, { email }: GivenToken): Promise<void> {
    const emailKey = email.toLowerCase();
    const ownerId = await emailOwnerId(unit, emailKey);
    // Somebody joined with it meanwhile.
    if (ownerId !== null && ownerId !== account.id) this.tokens.refuse();
    await unit.manager.update(AccountEntity, { id: account.id }, { email, emailKey });
    // What was mailed to the old address is no longer good.
    await deleteTokens(unit, account.id);
    unit.afterCommit(() => this.mailer.post(addressChangedMail(account.email, account)));
  }
}
