import type { Page, PageRequest } from '../database/page';
import type { Queryable } from '../database/statement';
import type { UnitOfWork } from '../database/unit-of-work';
import { refuse } from '../errors';
import { isRecipient, noteSeen, notificationsPage } from './notification.queries';
import type { NotificationRecord } from './notification.record';

/** What concerns somebody of what others do. The recorder makes notifications, in the units of the acts themselves. */
export class NotificationService {
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
  ) {}

  /** Newest first. */
  list(viewerId: number, request: PageRequest): Promise<Page<NotificationRecord>> {
    return notificationsPage(this.reads, viewerId, request);
  }

  /** Takes note that a notification and every older one has been seen. What was seen stays so, also one taken back since. */
  async markSeen(viewerId: number, upToId: number): Promise<void> {
    await this.units.run(async (unit) => {
      if (!(await isRecipient(unit, upToId, viewerId)))
        throw refuse('upToId', 'NOT_FOUND', 'You have no such notification.');
      await noteSeen(unit, viewerId, upToId);
    });
  }
}
