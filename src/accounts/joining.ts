import type { Queryable } from '../database/statement';
import type { Unit } from '../database/unit-of-work';
import { erasedAmong } from '../profiles/erased.queries';
import { checkDisplayName, Faults } from '../profiles/profile-text';
import { profileIdsByKeys } from '../profiles/profile.queries';
import { createProfile } from '../profiles/profile.service';
import { MAX_USERNAME, usernameFault, usernameKey } from '../profiles/username';
import { AccountEntity, type AccountRole } from './account.entity';
import { emailOwnerId } from './account.queries';
import { isWholeEmail, NO_EMAIL } from './email';
import { passwordFault } from './password-rules';

const MAX_FOLLOW = 100;

export interface Joining {
  username: string;
  displayName?: string | null;
  email: string;
  password: string;
  /** Usernames to follow at once. */
  follow?: readonly string[] | null;
}

/** What is to be stored of a new account. @throws Refusal with all that is wrong */
export function checkJoining(joining: Joining) {
  const faults = new Faults();
  const username = joining.username.trim();
  const email = joining.email.trim();
  const fault = usernameFault(username);
  if (fault) faults.add('username', 'INVALID', fault);
  if (!isWholeEmail(email)) faults.add('email', 'INVALID', NO_EMAIL);
  const owner = { username, email, displayName: joining.displayName ?? username };
  const weakness = passwordFault(joining.password, owner);
  if (weakness) faults.add('password', 'INVALID', weakness);
  const displayName = joining.displayName
    ? checkDisplayName(joining.displayName, faults)
    : username;
  const follow = [...(joining.follow ?? [])].map(followed);
  if (follow.length > MAX_FOLLOW)
    faults.add('follow', 'INVALID', `Name at most ${MAX_FOLLOW} profiles to follow.`);
  faults.throwIfAny();
  return { username, email, displayName, follow };
}

/** A name as people write it; of what is too long to be one nothing is left. */
function followed(name: string): string {
  const bare = name.trim().replace(/^@/, '');
  return bare.length > MAX_USERNAME ? '' : bare;
}

/** @throws Refusal where somebody else has the name or the address */
export async function refuseTaken(
  on: Queryable,
  { username, email }: { username: string; email: string },
): Promise<void> {
  const faults = new Faults();
  const holders = await profileIdsByKeys(on, [usernameKey(username)]);
  // Nobody takes the name of somebody who has left, by which others knew them.
  const left = await erasedAmong(on, 'USERNAME', [usernameKey(username)]);
  if (holders.size + left.size > 0) faults.add('username', 'TAKEN', 'This username is taken.');
  // Whoever asks whether an address has an account pays each no with an account.
  faults.throwIfAny();
  if ((await emailOwnerId(on, email.toLowerCase())) !== null)
    faults.add('email', 'TAKEN', 'There is an account with this email: sign in instead.');
  faults.throwIfAny();
}

/** Makes an account with its profile. @returns their ids */
export async function insertAccount(
  unit: Unit,
  { username, displayName, email }: ReturnType<typeof checkJoining>,
  more: { readonly passwordHash: string; readonly role: AccountRole; readonly at: number },
): Promise<{ accountId: number; profileId: number }> {
  const { passwordHash, role, at } = more;
  const profile = { username, displayName, joinedAt: at, isClaimed: true };
  const profileId = await createProfile(unit, profile);
  const accountId = await unit.insert(AccountEntity, {
    ...{ profileId, email, emailKey: email.toLowerCase() },
    ...{ passwordHash, role, createdAt: at },
  });
  return { accountId, profileId };
}
