import type { Clock } from '../clock';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { refuse } from '../errors';
import { recordDecision } from '../moderation/decision.queries';
import { AccountEntity, type AccountRole } from './account.entity';
import { credentialsOf, isEmailOf, lockRoleOf } from './account.queries';
import { checkJoining, insertAccount, refuseTaken } from './joining';
import type { Passwords } from './password';

const ADMINISTRATOR = 'ADMINISTRATOR' satisfies AccountRole;

export interface NewAdministrator {
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

/** What whoever runs the server may do, from its own machine. */
export class AdministrationService {
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
  ) {}

  /** Whether somebody has an account. @param identifier a username or an email */
  async hasAccount(identifier: string): Promise<boolean> {
    return (await credentialsOf(this.reads, identifier)) !== null;
  }

  /**
   * Makes somebody who has an account an administrator. Their sessions go on, with the new role.
   * @param email what the account's is expected to be: whoever means to make an account must not promote a stranger
   */
  async promote(identifier: string, email?: string): Promise<void> {
    await this.units.run(async (unit) => {
      const account = await credentialsOf(unit, identifier);
      if (!account) throw refuse(null, 'NOT_FOUND', `There is no account of ${identifier}.`);
      if (email !== undefined && !(await isEmailOf(unit, account.accountId, email.trim())))
        throw refuse(
          null,
          'TAKEN',
          `${identifier} has an account already, with another email: nothing was done. Without --email it becomes an administrator's.`,
        );
      const { profileId } = account;
      const before = (await lockRoleOf(unit, profileId))?.role ?? null;
      if (before === ADMINISTRATOR) return;
      await unit.manager.update(AccountEntity, { id: account.accountId }, { role: ADMINISTRATOR });
      await this.note(unit, profileId, before);
    });
  }

  /** Makes an account, with its profile, that is an administrator's. */
  async create(administrator: NewAdministrator): Promise<void> {
    const fresh = checkJoining(administrator);
    const passwordHash = await this.passwords.hash(administrator.password);
    await this.units.run(async (unit) => {
      await refuseTaken(unit, fresh);
      const more = { passwordHash, role: ADMINISTRATOR, at: this.clock() } as const;
      const { profileId } = await insertAccount(unit, fresh, more);
      await this.note(unit, profileId, null);
    });
  }

  /** Whoever runs the server has no account here that they would act by. */
  private note(unit: Unit, profileId: number, before: AccountRole | null): Promise<void> {
    return recordDecision(unit, {
      ...{ subject: 'ROLE', actorId: null, rule: 'COMMAND_LINE', profileId },
      ...{ before, after: ADMINISTRATOR, decidedAt: this.clock() },
    });
  }
}
