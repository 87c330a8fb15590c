import { AccountEntity, type AccountRole } from '../accounts/account.entity';
import { lockAdministrators, lockRoleOf } from '../accounts/account.queries';
import { refuseAllButAdministrators } from '../accounts/role-rules';
import type { Viewer } from '../accounts/viewer';
import type { Clock } from '../clock';
import type { Queryable } from '../database/statement';
import type { UnitOfWork } from '../database/unit-of-work';
import { refuse } from '../errors';
import { profileById } from '../profiles/profile.queries';
import type { ProfileRecord } from '../profiles/profile.record';
import { recordDecision } from './decision.queries';

/** Administrators say what others may do. Sessions go on, with the new role from their next operation on. */
export class RoleService {
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError FORBIDDEN */
  async setRole(
    viewer: Viewer,
    profileId: number,
    role: AccountRole,
  ): Promise<ProfileRecord | null> {
    refuseAllButAdministrators(viewer);
    await this.units.run(async (unit) => {
      // All of them: two who demote each other must not both be the last but one.
      const all = await lockAdministrators(unit);
      const isStill = all.some((administrator) => administrator.profileId === viewer.profileId);
      refuseAllButAdministrators({ role: isStill ? 'ADMINISTRATOR' : 'MEMBER' });
      const known = await lockRoleOf(unit, profileId);
      if (!known)
        throw refuse('profileId', 'NOT_FOUND', 'Nobody has an account with this profile.');
      if (known.role === role) return;
      if (known.role === 'ADMINISTRATOR' && all.length === 1)
        throw refuse('role', 'INVALID', 'This is the last administrator: make another one first.');
      await unit.manager.update(AccountEntity, { id: known.id }, { role });
      await recordDecision(unit, {
        ...{ subject: 'ROLE', actorId: viewer.profileId, profileId },
        ...{ before: known.role, after: role, decidedAt: this.clock() },
      });
    });
    return profileById(this.reads, profileId);
  }
}
