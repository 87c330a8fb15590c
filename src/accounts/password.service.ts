import type { Background } from '../background';
import type { Clock } from '../clock';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { refuse, unauthenticated } from '../errors';
import type { Mailer } from '../mail/mailer';
import { Faults } from '../profiles/profile-text';
import { AccountEntity } from './account.entity';
import { passwordChangedMail, resetMail } from './account-mail';
import type { AccountTokens } from './account-token';
import { deleteTakeovers, deleteTokens } from './account-token.queries';
import { accountsByIds, emailOwnerId, lockAccount, type AccountRow } from './account.queries';
import { isWholeEmail, NO_EMAIL } from './email';
import type { Passwords } from './password';
import { passwordFault } from './password-rules';
import { endSessions } from './session.queries';
import type { Viewer } from './viewer';

/** So many codes for a new password are good at a time. As each is for an hour, no more are mailed within one. */
const MAX_RESETS = 5;

/** New passwords: for who knows the old one, and for who has the address of the account. */
export class PasswordService {
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly tokens: AccountTokens,
    private readonly mailer: Mailer,
    private readonly background: Background,
  ) {}

  /** Ends all sessions but the viewer's, and what anybody may have begun in order to take the account over. */
  async change(viewer: Viewer, current: string, wanted: string): Promise<void> {
    const [account] = await accountsByIds(this.reads, [viewer.accountId]);
    if (!account) throw unauthenticated();
    const isRight = await this.passwords.verify(current, account.passwordHash);
    const faults = new Faults();
    if (!isRight) faults.add('currentPassword', 'WRONG_CREDENTIALS', 'This is not your password.');
    const weakness = passwordFault(wanted, account);
    if (weakness) faults.add('newPassword', 'INVALID', weakness);
    faults.throwIfAny();
    const passwordHash = await this.passwords.hash(wanted);
    await this.units.run(async (unit) => {
      const locked = await lockAccount(unit, account.id);
      // Somebody else was first.
      if (locked?.passwordHash !== account.passwordHash)
        throw refuse('currentPassword', 'WRONG_CREDENTIALS', 'This is not your password.');
      await this.setIn(unit, locked, { passwordHash });
      await deleteTakeovers(unit, account.id);
      await endSessions(unit, account.id, viewer.tokenHash);
    });
  }

  /** Mails a token, where the address is somebody's. Whether it is shows in nothing: the answer comes before. */
  requestReset(written: string): void {
    const email = written.trim();
    if (!isWholeEmail(email)) throw refuse('email', 'INVALID', NO_EMAIL);
    this.background.post(() => this.sendReset(email.toLowerCase()));
  }

  private async sendReset(key: string): Promise<void> {
    const accountId = await emailOwnerId(this.reads, key);
    if (accountId === null) return;
    await this.units.run(async (unit) => {
      const account = await lockAccount(unit, accountId);
      if (account?.email.toLowerCase() !== key) return;
      const { email } = account;
      const row = { accountId, purpose: 'RESET_PASSWORD', email } as const;
      const token = await this.tokens.issueBeside(unit, row, MAX_RESETS);
      // Those that were mailed are good.
      if (token === null) return;
      unit.afterCommit(() => this.mailer.post(resetMail(email, account, token)));
    });
  }

  /** Sets a new password by a token that was mailed; nobody stays signed in. */
  async reset(given: string, wanted: string): Promise<void> {
    const token = await this.tokens.read(given, ['RESET_PASSWORD']);
    const [account] = await accountsByIds(this.reads, [token.accountId]);
    if (!account) this.tokens.refuse();
    // The token stays good: the next try can have a better one.
    const weakness = passwordFault(wanted, account);
    if (weakness) throw refuse('newPassword', 'INVALID', weakness);
    const passwordHash = await this.passwords.hash(wanted);
    await this.units.run(async (unit) => {
      const locked = await this.tokens.take(unit, token);
      if (token.email !== locked.email) this.tokens.refuse();
      const emailVerifiedAt = locked.emailVerifiedAt ?? this.clock();
      await this.setIn(unit, locked, { passwordHash, emailVerifiedAt });
      await deleteTokens(unit, locked.id);
      await endSessions(unit, locked.id);
    });
  }

  private async setIn(
    unit: Unit,
    account: AccountRow,
    values: { passwordHash: string; emailVerifiedAt?: number },
  ): Promise<void> {
    await unit.manager.update(AccountEntity, { id: account.id }, values);
    unit.afterCommit(() => this.mailer.post(passwordChangedMail(account.email, account)));
  }
}
