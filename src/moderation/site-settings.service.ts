import { refuseMembers } from '../accounts/role-rules';
import type { Viewer } from '../accounts/viewer';
import type { Clock } from '../clock';
import type { Queryable } from '../database/statement';
import type { UnitOfWork } from '../database/unit-of-work';
import { refuse } from '../errors';
import { lockSite, siteRecordsByIds } from '../posts/post.queries';
import type { SiteRecord } from '../posts/post.record';
import { SiteEntity } from '../posts/site.entity';
import { recordDecision } from './decision.queries';

const MAX_DAYS = 36_500;

/** What is not given stays as it is. */
export interface SiteSettings {
  readonly holdsFirstComments?: boolean | null | undefined;
  /** Null for never. */
  readonly closesAfterDays?: number | null | undefined;
}

export class SiteSettingsService {
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError FORBIDDEN */
  async update(viewer: Viewer, siteId: number, settings: SiteSettings): Promise<SiteRecord | null> {
    refuseMembers(viewer);
    const { closesAfterDays: days } = settings;
    if (days != null && (days < 1 || days > MAX_DAYS))
      throw refuse('closesAfterDays', 'INVALID', `Give 1 to ${MAX_DAYS} days, or null for ever.`);
    await this.units.run(async (unit) => {
      const site = await lockSite(unit, siteId);
      if (!site) throw refuse('siteId', 'NOT_FOUND', 'There is no such site.');
      const before = {
        holdsFirstComments: site.holdsFirstComments,
        closesAfterDays: site.closesAfterDays,
      };
      const after = {
        holdsFirstComments: settings.holdsFirstComments ?? before.holdsFirstComments,
        closesAfterDays: days === undefined ? before.closesAfterDays : days,
      };
      const [told, tellsNow] = [textOf(before), textOf(after)];
      if (told === tellsNow) return;
      await unit.manager.update(SiteEntity, { id: siteId }, after);
      await recordDecision(unit, {
        ...{ subject: 'SITE', actorId: viewer.profileId, siteId },
        ...{ before: told, after: tellsNow, decidedAt: this.clock() },
      });
    });
    const [site] = await siteRecordsByIds(this.reads, [siteId]);
    return site ?? null;
  }
}

const textOf = (settings: {
  holdsFirstComments: boolean;
  closesAfterDays: number | null;
}): string =>
  `holdsFirstComments ${settings.holdsFirstComments}, closesAfterDays ${settings.closesAfterDays ?? 'never'}`;
