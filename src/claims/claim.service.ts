import { refuseMembers } from '../accounts/role-rules';
import type { Viewer } from '../accounts/viewer';
import { blocksBetween } from '../blocks/block.queries';
import type { Clock } from '../clock';
import type { Page, PageRequest } from '../database/page';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { rateLimited, refuse, unauthenticated } from '../errors';
import type { Mailer } from '../mail/mailer';
import type { MergeService } from '../merges/merge.service';
import { presentProfileId } from '../profiles/profile-redirect.queries';
import { lockProfiles, profileById } from '../profiles/profile.queries';
import type { ProfileRecord } from '../profiles/profile.record';
import { drawCode, hashCode, isCodeOf } from './claim-code';
import { claimMail } from './claim-mail';
import { countWrongTry, rejectClaim, setCodeHash } from './claim-settling.queries';
import { ClaimEntity } from './claim.entity';
import {
  claimCounts,
  claimsByIds,
  claimState,
  emailsOf,
  lockClaim,
  pendingClaimId,
  pendingClaims,
  type ClaimCounts,
  type ClaimState,
} from './claim.queries';
import type { ClaimRecord } from './claim.record';

const SECOND_MS = 1_000;
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const TRIES = 5;
/** Claims within a day: of one person, and of one person on one profile. They bound guessing. */
const MAX_BY_CLAIMANT = 10;
const MAX_OF_PAIR = 3;
/** So often is a code mailed to a profile's addresses within a day. Whoever claims it then waits for a moderator. */
const MAX_MAILED = 10;
/** An old profile may have had several addresses; so many get the code. */
const MAX_ADDRESSES = 5;

interface Requested {
  readonly claimId: number;
  /** Whom to mail which code; null where a moderator is to decide, or asked to already. */
  readonly code: string | null;
  readonly addresses: readonly string[];
  readonly profile: ProfileRecord;
}

/** People take over profiles that an import rebuilt. Nobody learns an address, nor why a code was refused. */
export class ClaimService {
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
    private readonly merges: MergeService,
    private readonly mailer: Mailer,
  ) {}

  /** Claims a profile for the viewer. The code, if there is one, is mailed once all else is done. */
  async request({ profileId: claimantId }: Viewer, namedId: number): Promise<ClaimRecord | null> {
    const profileId = await presentProfileId(this.reads, namedId);
    if (profileId === claimantId)
      throw refuse('profileId', 'INVALID', 'This profile is yours already.');
    const requested = await this.units.run((unit) =>
      this.requestIn(unit, { profileId, claimantId }),
    );
    const claim = await this.claim(requested.claimId);
    if (claim) this.mail(requested, claim.claimant);
    return claim;
  }

  /** Ends a claim by its code. @returns the viewer's profile with all that it has now */
  async confirm(
    { profileId }: Viewer,
    claimId: number,
    code: string,
  ): Promise<ProfileRecord | null> {
    const isConfirmed = await this.units.run((unit) =>
      this.confirmIn(unit, { claimId, claimantId: profileId, code }),
    );
    // One answer for whatever is wrong: a guess learns nothing.
    if (!isConfirmed)
      throw refuse('code', 'INVALID', 'This code is wrong, or it is no longer good.');
    return profileById(this.reads, profileId);
  }

  /** A moderator decides. @throws DomainError FORBIDDEN */
  async decide(viewer: Viewer, claimId: number, isApproved: boolean): Promise<ClaimRecord | null> {
    refuseMembers(viewer);
    await this.units.run((unit) => this.decideIn(unit, claimId, isApproved));
    return this.claim(claimId);
  }

  /** What is not decided, newest first. @throws DomainError FORBIDDEN */
  pending(viewer: Viewer, request: PageRequest): Promise<Page<ClaimRecord>> {
    refuseMembers(viewer);
    return pendingClaims(this.reads, request);
  }

  private async claim(id: number): Promise<ClaimRecord | null> {
    const [claim] = await claimsByIds(this.reads, [id]);
    return claim ?? null;
  }

  private async requestIn(
    unit: Unit,
    pair: { profileId: number; claimantId: number },
  ): Promise<Requested> {
    const profile = await lockUnclaimed(unit, pair);
    const addresses = await emailsOf(unit, pair.profileId, MAX_ADDRESSES);
    const counts = await claimCounts(unit, { ...pair, since: this.clock() - DAY_MS });
    const isMailed = addresses.length > 0 && counts.mailed < MAX_MAILED;
    const earlier = await pendingClaimId(unit, pair);
    if (earlier !== null && !isMailed) return { claimId: earlier, code: null, addresses, profile };
    this.refuseTooMany(counts);
    if (earlier !== null) await rejectClaim(unit, earlier);
    const claimId = await unit.insert(ClaimEntity, {
      ...pair,
      method: isMailed ? 'EMAIL_CODE' : 'MODERATOR',
      status: 'PENDING',
      createdAt: this.clock(),
      codeHash: null,
      triesLeft: TRIES,
    });
    if (!isMailed) return { claimId, code: null, addresses, profile };
    const code = drawCode();
    await setCodeHash(unit, claimId, hashCode(claimId, code));
    return { claimId, code, addresses, profile };
  }

  /** There is room again when the first of them is a day old. @throws DomainError RATE_LIMITED */
  private refuseTooMany(counts: ClaimCounts): void {
    const full = [
      counts.byClaimant >= MAX_BY_CLAIMANT ? counts.firstByClaimant : null,
      counts.ofPair >= MAX_OF_PAIR ? counts.firstOfPair : null,
    ].filter((first) => first !== null);
    if (full.length === 0) return;
    const seconds = Math.ceil((Math.max(...full) + DAY_MS - this.clock()) / SECOND_MS);
    throw rateLimited('Too many claims within a day: try again tomorrow.', Math.max(1, seconds));
  }

  private mail({ code, addresses, profile }: Requested, claimant: ProfileRecord): void {
    if (code === null) return;
    for (const address of addresses)
      this.mailer.post(claimMail(address, { code, profile, claimant }));
  }

  /** A wrong try is counted by a unit that succeeds. @returns whether the code was right */
  private async confirmIn(
    unit: Unit,
    { claimId, claimantId, code }: { claimId: number; claimantId: number; code: string },
  ): Promise<boolean> {
    const named = await claimState(unit, claimId);
    if (named?.claimantId !== claimantId) return false;
    const claim = await lockWithProfiles(unit, named);
    if (!claim || !this.takesCodes(claim)) return false;
    if (!isCodeOf(claim.codeHash, claimId, code)) {
      await countWrongTry(unit, claimId);
      if (claim.triesLeft <= 1) await rejectClaim(unit, claimId);
      return false;
    }
    await this.merges.mergeIn(unit, { fromId: claim.profileId, intoId: claimantId });
    return true;
  }

  private takesCodes(claim: ClaimState): claim is ClaimState & { codeHash: string } {
    const isFresh = this.clock() < claim.createdAt + HOUR_MS;
    return claim.status === 'PENDING' && claim.codeHash !== null && claim.triesLeft > 0 && isFresh;
  }

  private async decideIn(unit: Unit, claimId: number, isApproved: boolean): Promise<void> {
    const named = await claimState(unit, claimId);
    if (!named) throw refuse('claimId', 'NOT_FOUND', 'There is no such claim.');
    const claim = await lockWithProfiles(unit, named);
    if (claim?.status !== 'PENDING')
      throw refuse('claimId', 'INVALID', 'This claim has been decided already.');
    if (!isApproved) return rejectClaim(unit, claimId);
    await this.merges.mergeIn(unit, { fromId: claim.profileId, intoId: claim.claimantId });
  }
}

/** Everybody locks profiles before claims. @returns null where a profile was merged meanwhile */
async function lockWithProfiles(unit: Unit, named: ClaimState): Promise<ClaimState | null> {
  const ids = [named.profileId, named.claimantId];
  const locked = await lockProfiles(unit, ids);
  return ids.every((id) => locked.has(id)) ? lockClaim(unit, named.id) : null;
}

async function lockUnclaimed(
  unit: Unit,
  { profileId, claimantId }: { profileId: number; claimantId: number },
): Promise<ProfileRecord> {
  const pair = [profileId, claimantId];
  const locked = await lockProfiles(unit, pair);
  if (!locked.has(claimantId)) throw unauthenticated();
  const profile = await profileById(unit, profileId);
  if (!profile || !locked.has(profileId))
    throw refuse('profileId', 'NOT_FOUND', 'There is no such profile.');
  if (profile.isClaimed) throw refuse('profileId', 'TAKEN', 'This profile is claimed already.');
  if ((await blocksBetween(unit, pair, pair)).length > 0)
    throw refuse('profileId', 'FORBIDDEN', 'This profile cannot be claimed by you.');
  return profile;
}

/** A claim is shown to whoever made it, and to moderators. */
export const isShownTo = ({ profileId, role }: Viewer, { claimant }: ClaimRecord): boolean =>
  claimant.id === profileId || role !== 'MEMBER';
