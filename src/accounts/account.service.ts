import { characterCount } from '../characters';
import type { Clock } from '../clock';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { refuse } from '../errors';
import type { FollowService } from '../follows/follow.service';
import { profileById, profileIdsByKeys } from '../profiles/profile.queries';
import type { ProfileRecord } from '../profiles/profile.record';
import { usernameKey } from '../profiles/username';
import { credentialsOf } from './account.queries';
import { checkJoining, insertAccount, MAX_PASSWORD, refuseTaken, type Joining } from './joining';
import type { Passwords } from './password';
import type { NewSession, SessionService } from './session.service';

export interface SignedIn {
  readonly session: NewSession;
  readonly profile: ProfileRecord | null;
}

export class AccountService {
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly sessions: SessionService,
    private readonly follows: FollowService,
  ) {}

  /** Makes an account with its profile, follows whom it names, and signs in: all of it, or nothing. */
  async join(joining: Joining): Promise<SignedIn> {
    const fresh = checkJoining(joining);
    const passwordHash = await this.passwords.hash(joining.password);
    const { session, profileId } = await this.units.run(async (unit) => {
      await refuseTaken(unit, fresh);
      const more = { passwordHash, role: 'MEMBER', at: this.clock() } as const;
      const { accountId, profileId } = await insertAccount(unit, fresh, more);
      await this.followAll(unit, profileId, fresh.follow);
      return { session: await this.sessions.open(unit, accountId), profileId };
    });
    return { session, profile: await profileById(this.reads, profileId) };
  }

  /** @param identifier a username or an email */
  async signIn(identifier: string, password: string): Promise<SignedIn> {
    const credentials = await credentialsOf(this.reads, identifier.trim().toLowerCase());
    const isRight =
      characterCount(password) <= MAX_PASSWORD &&
      (await this.passwords.verify(password, credentials?.passwordHash ?? null));
    if (!credentials || !isRight)
      throw refuse(
        null,
        'WRONG_CREDENTIALS',
        'There is no account with that name or email and that password.',
      );
    const session = await this.units.run((unit) => this.sessions.open(unit, credentials.accountId));
    return { session, profile: await profileById(this.reads, credentials.profileId) };
  }

  private async followAll(unit: Unit, followerId: number, usernames: string[]): Promise<void> {
    if (usernames.length === 0) return;
    const ids = await profileIdsByKeys(unit, usernames.map(usernameKey));
    const unknown = usernames.filter((username) => !ids.has(usernameKey(username)));
    if (unknown.length > 0)
      throw refuse('follow', 'NOT_FOUND', `There is no profile named ${unknown.join(', ')}.`);
    // In ascending order, as every other act locks profiles.
    const followees = [...new Set(ids.values())].sort((a, b) => a - b);
    for (const followeeId of followees)
      if (followeeId !== followerId) await this.follows.followIn(unit, followerId, followeeId);
  }
}
