import type { Clock } from '../clock';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { refuse } from '../errors';
import type { FollowService } from '../follows/follow.service';
import { Faults } from '../profiles/profile-text';
import { profileById, profileIdsByKeys } from '../profiles/profile.queries';
import type { ProfileRecord } from '../profiles/profile.record';
import type { TextScreener } from '../profiles/text-screening';
import { usernameKey } from '../profiles/username';
import { credentialsOf, lockAccount } from './account.queries';
import type { EmailService } from './email.service';
import { checkJoining, insertAccount, refuseTaken, type Joining } from './joining';
import type { Passwords } from './password';
import type { NewSession, SessionService } from './session.service';

export interface SignedIn {
  readonly session: NewSession;
  readonly profile: ProfileRecord | null;
}

const wrongCredentials = () =>
  refuse(
    null,
    'WRONG_CREDENTIALS',
    'There is no account with that name or email and that password.',
  );

export class AccountService {
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly sessions: SessionService,
    private readonly follows: FollowService,
    private readonly emails: EmailService,
    private readonly screener: TextScreener,
  ) {}

  /**
   * Makes an account with its profile, follows whom it names, and signs in: all of it, or nothing. Then its address is
   * to be confirmed.
   * @param client what the session is opened with, in a few words
   */
  async join(joining: Joining, client: string | null = null): Promise<SignedIn> {
    const fresh = checkJoining(joining);
    const { username, displayName } = joining;
    const decide = this.screener.screen({ username, displayName });
    const passwordHash = await this.passwords.hash(joining.password);
    const { session, profileId } = await this.units.run(async (unit) => {
      await refuseTaken(unit, fresh);
      await decide(unit, null);
      const more = { passwordHash, role: 'MEMBER', at: this.clock() } as const;
      const { accountId, profileId } = await insertAccount(unit, fresh, more);
      await this.followAll(unit, profileId, fresh.follow);
      await this.emails.sendVerification(unit, { ...fresh, id: accountId, profileId });
      return { session: await this.sessions.open(unit, accountId, client), profileId };
    });
    return { session, profile: await profileById(this.reads, profileId) };
  }

  /**
   * One answer, after one comparison of a hash, for a wrong password and for whoever has no account.
   * @param identifier a username or an email
   * @param client what the session is opened with, in a few words
   */
  async signIn(
    identifier: string,
    password: string,
    client: string | null = null,
  ): Promise<SignedIn> {
    const credentials = await credentialsOf(this.reads, identifier);
    const isRight = await this.passwords.verify(password, credentials?.passwordHash ?? null);
    if (!credentials || !isRight) throw wrongCredentials();
    const { accountId, profileId, passwordHash } = credentials;
    const session = await this.units.run(async (unit) => {
      // A new password ends all sessions: none may be opened after that by the old one.
      const account = await lockAccount(unit, accountId);
      if (account?.passwordHash !== passwordHash) throw wrongCredentials();
      return this.sessions.open(unit, accountId, client);
    });
    return { session, profile: await profileById(this.reads, profileId) };
  }

  private async followAll(unit: Unit, followerId: number, usernames: string[]): Promise<void> {
    if (usernames.length === 0) return;
    const ids = await profileIdsByKeys(unit, usernames.map(usernameKey));
    const faults = new Faults();
    for (const [index, username] of usernames.entries())
      if (!ids.has(usernameKey(username)))
        faults.add(['follow', `${index}`], 'NOT_FOUND', 'There is no profile of this name.');
    faults.throwIfAny();
    // In ascending order, as every other act locks profiles.
    const followees = [...new Set(ids.values())].sort((a, b) => a - b);
    for (const followeeId of followees)
      if (followeeId !== followerId) await this.follows.followIn(unit, followerId, followeeId);
  }
}
