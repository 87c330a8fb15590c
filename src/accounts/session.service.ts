import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../clock';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { lastingSessions, sessionByHash } from './account.queries';
import { SessionEntity } from './session.entity';
import type { Viewer } from './viewer';

const DAY_MS = 24 * 60 * 60 * 1000;
const LIFETIME_MS = 90 * DAY_MS;

/** What the client keeps: the token is shown once and stored hashed. */
export interface NewSession {
  readonly token: string;
  readonly expiresAt: number;
}

export const hashToken = (token: string): string =>
  createHash('sha256').update(token).digest('base64url');

/** Signed-in periods: opaque 256-bit tokens that last 90 days from their last use. */
export class SessionService {
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async open(unit: Unit, accountId: number): Promise<NewSession> {
    const token = randomBytes(32).toString('base64url');
    const createdAt = this.clock();
    const expiresAt = createdAt + LIFETIME_MS;
    await unit.manager.insert(SessionEntity, {
      tokenHash: hashToken(token),
      accountId,
      createdAt,
      expiresAt,
    });
    return { token, expiresAt };
  }

  /** Who holds the token; null when it is unknown, revoked or expired. */
  async viewerOf(token: string): Promise<Viewer | null> {
    const tokenHash = hashToken(token);
    const session = await sessionByHash(this.reads, tokenHash);
    if (!session || session.expiresAt <= this.clock()) return null;
    await this.slide(tokenHash, session.expiresAt);
    const { accountId, profileId, role, email } = session;
    return { accountId, profileId, role, email, tokenHash };
  }

  async revoke(tokenHash: string): Promise<void> {
    await this.units.run((unit) => unit.manager.delete(SessionEntity, { tokenHash }));
  }

  /** Those of the sessions that still hold. */
  stillOpen(hashes: readonly string[]): Promise<Set<string>> {
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
