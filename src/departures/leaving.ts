import { randomBytes } from 'node:crypto';
import { accountEmailKey, lockAdministrators } from '../accounts/account.queries';
import type { Unit } from '../database/unit-of-work';
import { refuse, unauthenticated } from '../errors';
import { noteMerge } from '../feed/recorder.queries';
import { eraseListedEmails } from '../moderation/erased-email';
import { eraseIdentities } from '../profiles/erased.queries';
import { lockProfiles } from '../profiles/profile.queries';
import { insertDeparture, type Departure } from './departure.queries';
import {
  blankProfile,
  dropForeignNames,
  dropOwnTitles,
  dropPrivateRows,
  dropSignatures,
  dropTokensTo,
  lockWholeProfile,
} from './leaving.queries';

const DISPLAY_NAME = 'Deleted profile';

/** A username that nobody can join with (see usernameFault), and that tells nothing. */
const drawUsername = (): string => `deleted-${randomBytes(6).toString('hex')}`;

/**
 * The first unit of a departure, after which there is no account, nothing private, and nothing that says who it was. What
 * others see of the person, which may be much, goes in units of its own (see Sweep).
 * @returns the email of the account, in lower case
 * @throws Refusal where it is the last administrator
 */
export async function leaveIn(
  unit: Unit,
  accountId: number,
  { profileId, keepsWords }: Departure,
): Promise<string | null> {
  await lockWholeProfile(unit, profileId);
  const locked = await lockProfiles(unit, [profileId]);
  if (!locked.has(profileId)) throw unauthenticated();
  const [administrator, ...others] = await lockAdministrators(unit);
  if (administrator?.id === accountId && others.length === 0)
    throw refuse(
      null,
      'FORBIDDEN',
      'You are the only administrator: make somebody else one before you leave.',
    );
  const known = await eraseIdentities(unit, profileId);
  for (const { kind, value } of known)
    if (kind === 'ACTIVITY_STREAMS') await dropForeignNames(unit, value);
  await dropSignatures(unit, profileId);
  await dropOwnTitles(unit, profileId);
  const address = await accountEmailKey(unit, accountId);
  if (address !== null) await dropTokensTo(unit, address);
  const former = known.flatMap(({ kind, value }) => (kind === 'EMAIL' ? value : []));
  await eraseListedEmails(unit, address === null ? former : [address, ...former]);
  await dropPrivateRows(unit, profileId);
  await blankProfile(unit, { profileId, username: drawUsername(), displayName: DISPLAY_NAME });
  await insertDeparture(unit, { profileId, keepsWords });
  // What the person asked for before, and is done after, is refused by the recorder.
  unit.beforeCommit(async () => {
    await noteMerge(unit);
  });
  return address;
}
