import type { Clock } from '../clock';
import type { UnitOfWork } from '../database/unit-of-work';
import { NowAndThen } from '../now-and-then';
import { deleteExpiredTokens } from './account-token.queries';
import { deleteExpiredSessions } from './session.queries';

const LOOK_MS = 10 * 60 * 1000;

export interface ExpiryOptions {
  readonly clock: Clock;
  readonly onFault: (error: unknown) => void;
}

/** Deletes tokens and sessions that are good for nothing any more. Any number of nodes may do so. */
export class Expiry {
  private readonly looks: NowAndThen;

  constructor(
    private readonly units: UnitOfWork,
    private readonly options: ExpiryOptions,
  ) {
    this.looks = new NowAndThen(LOOK_MS, () => this.prune(), options.onFault);
  }

  /** Deletes what has expired by now. */
  async prune(): Promise<void> {
    const now = this.options.clock();
    // Each by itself: whoever uses a session or a token holds its account before.
    await this.units.run((unit) => deleteExpiredTokens(unit, now));
    await this.units.run((unit) => deleteExpiredSessions(unit, now));
  }

  /** Waits for what is under way. */
  stop(): Promise<void> {
    return this.looks.stop();
  }
}
