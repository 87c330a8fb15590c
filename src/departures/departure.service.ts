import { setTimeout as pause } from 'node:timers/promises';
import { accountsByIds } from '../accounts/account.queries';
import type { Passwords } from '../accounts/password';
import type { Viewer } from '../accounts/viewer';
import type { Queryable } from '../database/statement';
import type { UnitOfWork } from '../database/unit-of-work';
import { refuse } from '../errors';
import type { DepartureWork } from './departure-work';
import { leaveIn } from './leaving';

/** So long an answer waits for the words of somebody who wrote much; the rest goes on without it. */
const PATIENCE_MS = 5_000;

/** People delete their accounts. */
export class DepartureService {
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    private readonly passwords: Passwords,
    private readonly work: DepartureWork,
  ) {}

  /**
   * Deletes the viewer's account and all that is private, at once; then what others see of them.
   * @param keepsWords whether their comments and posts stay, under a profile that tells nothing of them
   * @throws Refusal
   */
  async leave(viewer: Viewer, password: string, keepsWords: boolean): Promise<void> {
    const { accountId, profileId } = viewer;
    const [account] = await accountsByIds(this.reads, [accountId]);
    const isRight = await this.passwords.verify(password, account?.passwordHash ?? null);
    if (!isRight) throw refuse('password', 'WRONG_CREDENTIALS', 'This is not your password.');
    const departure = { profileId, keepsWords };
    const address = await this.units.run((unit) => leaveIn(unit, accountId, departure));
    // What fails now is done later: the account is gone.
    const gone = this.work.begin(departure, address).catch(() => undefined);
    await Promise.race([gone, pause(PATIENCE_MS, undefined, { ref: false })]);
  }

  /** Waits until nothing is left to do of any departure that this server does. */
  settled(): Promise<void> {
    return this.work.settled();
  }
}
