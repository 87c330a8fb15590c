import type { Clock } from '../clock';
import type { Page, PageRequest } from '../database/page';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { refuse, unauthenticated } from '../errors';
import type { AccountRole } from './account.entity';
import { lockAccount } from './account.queries';
import { SessionEntity } from './session.entity';
import {
  endOldest,
  endSession,
  endSessions,
  lastingSessions,
  sessionByHash,
  sessionsPage,
  type ListedSession,
} from './session.queries';
import { drawToken, hashToken } from './token';
import type { Viewer } from './viewer';

const DAY_MS = 24 * 60 * 60 * 1000;
const LIFETIME_MS = 90 * DAY_MS;
/** Who signs in once more than this ends the oldest of their sessions. */
const MAX_SESSIONS = 50;

/** What the client keeps: the token is shown once and stored hashed. */
export interface NewSession {
  readonly token: string;
  readonly expiresAt: number;
}

/** When a session was last used, but for a day at most: its end is moved no more often. */
export const lastUseOf = ({ expiresAt }: ListedSession): number => expiresAt - LIFETIME_MS;

/** Signed-in periods: opaque 256-bit tokens that last 90 days from their last use. */
export class SessionService {
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * The account is to be locked before.
   * @param client what it is opened with, in a few words; null where nothing is known
   */
  async open(unit: Unit, accountId: number, client: string | null): Promise<NewSession> {
    const token = drawToken();
    const createdAt = this.clock();
    const expiresAt = createdAt + LIFETIME_MS;
    await endOldest(unit, { accountId, keep: MAX_SESSIONS - 1, now: createdAt });
    await unit.manager.insert(SessionEntity, {
      ...{ tokenHash: hashToken(token), accountId, createdAt, expiresAt, client },
    });
    return { token, expiresAt };
  }

  /** Who holds the token; null when it is unknown, revoked or expired. */
  async viewerOf(token: string): Promise<Viewer | null> {
    const tokenHash = hashToken(token);
    const session = await sessionByHash(this.reads, tokenHash);
    if (!session || session.expiresAt <= this.clock()) return null;
    await this.slide(tokenHash, session.expiresAt);
    const { accountId, profileId, role } = session;
    return { accountId, profileId, role, tokenHash };
  }

  async revoke(tokenHash: string): Promise<void> {
    await this.units.run((unit) => unit.manager.delete(SessionEntity, { tokenHash }));
  }

  /** Ends one of the viewer's sessions, which may be this one. */
  async end({ accountId }: Viewer, id: number): Promise<void> {
    const of = { id, accountId, now: this.clock() };
    const isEnded = await this.units.run((unit) => endSession(unit, of));
    if (!isEnded) throw refuse('sessionId', 'NOT_FOUND', 'You have no such session.');
  }

  /** Ends all of the viewer's sessions, this one included. */
  async endAll({ accountId }: Viewer): Promise<void> {
    await this.units.run(async (unit) => {
      if (!(await lockAccount(unit, accountId))) throw unauthenticated();
      await endSessions(unit, accountId);
    });
  }

  /** The sessions of an account that have not ended, newest first. */
  list(accountId: number, request: PageRequest): Promise<Page<ListedSession>> {
    return sessionsPage(this.reads, { accountId, now: this.clock() }, request);
  }

  /** Whether somebody is shown a session: their own, while it lasts. */
  isShownTo({ accountId }: Viewer, session: ListedSession): boolean {
    return session.accountId === accountId && session.expiresAt > this.clock();
  }

  /** Those of the sessions that still hold, each with what its account may do now. */
  stillOpen(hashes: readonly string[]): Promise<Map<string, AccountRole>> {
    return lastingSessions(this.reads, hashes, this.clock());
  }

  /** Moves the end of a session, at most once a day: a request should not cost a write. */
  private async slide(tokenHash: string, expiresAt: number): Promise<void> {
    const wished = this.clock() + LIFETIME_MS;
    if (wished - expiresAt < DAY_MS) return;
    await this.units.run((unit) =>
      unit.manager.update(SessionEntity, { tokenHash }, { expiresAt: wished }),
    );
  }
}
