import type { Clock } from '../clock';
import type { UnitOfWork } from '../database/unit-of-work';
import { deleteExpiredTokens } from './account-token.queries';
import { deleteExpiredSessions } from './session.queries';

const LOOK_MS = 10 * 60 * 1000;

export interface ExpiryOptions {
  readonly clock: Clock;
  readonly onFault: (error: unknown) => void;
}

/** Deletes tokens and sessions that are good for nothing any more. Any number of nodes may do so. */
export class Expiry {
  private readonly timer = setInterval(() => this.look(), LOOK_MS);
  private looking: Promise<void> | null = null;

  constructor(
    private readonly units: UnitOfWork,
    private readonly options: ExpiryOptions,
  ) {}

  /** Deletes what has expired by now. */
  async prune(): Promise<void> {
    const now = this.options.clock();
    // Each by itself: whoever uses a session or a token holds its account before.
    await this.units.run((unit) => deleteExpiredTokens(unit, now));
    await this.units.run((unit) => deleteExpiredSessions(unit, now));
  }

  /** Waits for what is under way. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  private look(): void {
    this.looking ??= this.prune()
      .catch((error: unknown) => this.options.onFault(error))
      .finally(() => (this.looking = null));
  }
}
