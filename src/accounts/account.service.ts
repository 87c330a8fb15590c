import { isEmail } from 'class-validator';
import { characterCount } from '../characters';
import type { Clock } from '../clock';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { refuse } from '../errors';
import type { FollowService } from '../follows/follow.service';
import { checkDisplayName, Faults } from '../profiles/profile-text';
import { profileById, profileIdsByKeys } from '../profiles/profile.queries';
import type { ProfileRecord } from '../profiles/profile.record';
import { createProfile } from '../profiles/profile.service';
import { usernameFault, usernameKey } from '../profiles/username';
import { AccountEntity } from './account.entity';
import { credentialsOf, isEmailTaken } from './account.queries';
import type { Passwords } from './password';
import type { NewSession, SessionService } from './session.service';

const MIN_PASSWORD = 8;
/** Hashing a longer one would let a stranger keep the server busy. */
const MAX_PASSWORD = 200;
const MAX_FOLLOW = 100;

export interface Joining {
  username: string;
  displayName?: string | null;
  email: string;
  password: string;
  /** Usernames to follow at once. */
  follow?: readonly string[] | null;
}

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
      const profileId = await createProfile(unit, {
        username: fresh.username,
        displayName: fresh.displayName,
        joinedAt: this.clock(),
        isClaimed: true,
      });
      const accountId = await unit.insert(AccountEntity, {
        profileId,
        email: fresh.email,
        emailKey: fresh.email.toLowerCase(),
        passwordHash,
        role: 'MEMBER',
        createdAt: this.clock(),
      });
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

function checkJoining(joining: Joining) {
  const faults = new Faults();
  const username = joining.username.trim();
  const email = joining.email.trim();
  const fault = usernameFault(username);
  if (fault) faults.add('username', 'INVALID', fault);
  // Half a surrogate pair has no UTF-8, in which isEmail counts.
  if (/\p{Cs}/u.test(email) || !isEmail(email))
    faults.add('email', 'INVALID', 'This is not an email address.');
  const { password } = joining;
  if (characterCount(password) < MIN_PASSWORD || characterCount(password) > MAX_PASSWORD)
    faults.add(
      'password',
      'INVALID',
      `A password has ${MIN_PASSWORD} to ${MAX_PASSWORD} characters.`,
    );
  const displayName = joining.displayName
    ? checkDisplayName(joining.displayName, faults)
    : username;
  const follow = [...(joining.follow ?? [])].map((name) => name.trim().replace(/^@/, ''));
  if (follow.length > MAX_FOLLOW)
    faults.add('follow', 'INVALID', `Name at most ${MAX_FOLLOW} profiles to follow.`);
  faults.throwIfAny();
  return { username, email, displayName, follow };
}

async function refuseTaken(
  unit: Unit,
  { username, email }: { username: string; email: string },
): Promise<void> {
  const faults = new Faults();
  const holders = await profileIdsByKeys(unit, [usernameKey(username)]);
  if (holders.size > 0) faults.add('username', 'TAKEN', `The username "${username}" is taken.`);
  if (await isEmailTaken(unit, email.toLowerCase()))
    faults.add('email', 'TAKEN', 'There is an account with this email: sign in instead.');
  faults.throwIfAny();
}
