/** Where dates without a time zone were written. */
export interface TimeZone {
  /**
   * @param local a time of the zone's clocks, in milliseconds since 1970 as if it were UTC
   * @returns when that was. A time that the clocks left out shifts forward; of one that they showed twice it is the first.
   */
  instantOf(local: number): number;
}

/** Is told to whoever named it. */
export class UnknownTimeZone extends Error {
  constructor(name: string) {
    super(
      `"${name}" is no time zone: give one such as Europe/London, America/New_York, UTC or +05:30.`,
    );
    this.name = 'UnknownTimeZone';
  }
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const OFFSET = /^([+-])([01]\d|2[0-3]):?([0-5]\d)$/;
const MAX_KEPT_DAYS = 50_000;
/** The first year in which no offset leads back before the year 1. */
const YEAR_TWO = new Date(0).setUTCFullYear(2, 0, 1);

/**
 * @param name of the IANA database, UTC, or an offset such as +05:30
 * @throws UnknownTimeZone
 */
export function timeZoneOf(name: string): TimeZone {
  const [, sign, hours, minutes] = OFFSET.exec(name) ?? [];
  if (sign !== undefined) {
    const offset = (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
    return { instantOf: (local) => local - (sign === '-' ? -offset : offset) };
  }
  if (/^(utc|z)$/i.test(name)) return { instantOf: (local) => local };
  return new PlaceTimeZone(name);
}

/** A zone whose clocks have been changed, as the JavaScript engine knows it. */
class PlaceTimeZone implements TimeZone {
  private readonly format: Intl.DateTimeFormat;
  /** By day, of which most have one offset from their beginning to their end; null for the others. */
  private readonly offsets = new Map<number, number | null>();

  constructor(name: string) {
    try {
      this.format = new Intl.DateTimeFormat('en-US', {
        timeZone: name,
        hourCycle: 'h23',
        ...({ year: 'numeric', month: 'numeric', day: 'numeric' } as const),
        ...({ hour: 'numeric', minute: 'numeric', second: 'numeric' } as const),
      });
    } catch (error) {
      if (error instanceof RangeError) throw new UnknownTimeZone(name);
      throw error;
    }
  }

  instantOf(local: number): number {
    // No zone is a day away from UTC.
    const before = local - this.offsetAt(local - DAY_MS);
    const after = local - this.offsetAt(local + DAY_MS);
    if (before === after || this.isShown(local, before)) return before;
    return this.isShown(local, after) ? after : before;
  }

  private isShown(local: number, instant: number): boolean {
    return instant + this.offsetAt(instant) === local;
  }

  private offsetAt(instant: number): number {
    const day = Math.floor(instant / DAY_MS);
    const kept = this.offsets.get(day);
    if (kept !== undefined) return kept ?? this.measuredAt(instant);
    const atStart = this.measuredAt(day * DAY_MS);
    const isSteady = atStart === this.measuredAt((day + 1) * DAY_MS);
    if (this.offsets.size >= MAX_KEPT_DAYS) this.offsets.clear();
    this.offsets.set(day, isSteady ? atStart : null);
    return isSteady ? atStart : this.measuredAt(instant);
  }

  private measuredAt(instant: number): number {
    const second = Math.floor(Math.max(instant, YEAR_TWO) / 1000) * 1000;
    const parts = new Map<string, number>();
    for (const { type, value } of this.format.formatToParts(second)) parts.set(type, Number(value));
    const shown = new Date(0);
    shown.setUTCFullYear(parts.get('year') ?? 0, (parts.get('month') ?? 1) - 1, parts.get('day'));
    shown.setUTCHours(parts.get('hour') ?? 0, parts.get('minute'), parts.get('second'));
    return shown.getTime() - second;
  }
}
