import { planForWholeTables } from '../database/custom-plans';
import type { Database } from '../database/database';
import { ACCOUNT_CHECKS } from './account-checks';
import { ACTIVITY_CHECKS } from './activity-checks';
import type { Check, Difference } from './check';
import { COUNT_CHECKS } from './count-checks';
import { DEPARTURE_CHECKS } from './departure-checks';
import { FEED_LOG_CHECKS } from './feed-log-checks';
import { FOREIGN_CHECKS } from './foreign-checks';
import { MODERATION_CHECKS } from './moderation-checks';
import { NAME_CHECKS } from './name-checks';
import { NOTIFICATION_CHECKS } from './notification-checks';
import { PEOPLE_CHECKS } from './people-checks';
import { SOURCE_CHECKS } from './source-checks';
import { THREAD_CHECKS } from './thread-checks';

/** Every check. A new table adds its own. */
export const CHECKS: readonly Check[] = [
  ...COUNT_CHECKS,
  ...THREAD_CHECKS,
  ...ACTIVITY_CHECKS,
  ...FEED_LOG_CHECKS,
  ...NOTIFICATION_CHECKS,
  ...FOREIGN_CHECKS,
  ...NAME_CHECKS,
  ...PEOPLE_CHECKS,
  ...SOURCE_CHECKS,
  ...ACCOUNT_CHECKS,
  ...DEPARTURE_CHECKS,
  ...MODERATION_CHECKS,
];

export interface AuditReport {
  readonly checks: number;
  readonly total: number;
  /** The first of each check. */
  readonly differences: readonly Difference[];
}

/** How many differences of each check are named. */
const MAX_NAMED = 100;

/** Recomputes everything that can be recomputed, in one snapshot, beside whatever is running. It writes nothing. */
export function audit(
  { snapshot }: Pick<Database, 'snapshot'>,
  limit = MAX_NAMED,
): Promise<AuditReport> {
  return snapshot(async (on) => {
    await planForWholeTables(on);
    const differences: Difference[] = [];
    let total = 0;
    for (const check of CHECKS) {
      const found = await check.find(on, limit);
      total += found.total;
      differences.push(...found.first);
    }
    return { checks: CHECKS.length, total, differences };
  });
}
