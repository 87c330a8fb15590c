import type { TimeZone } from './time-zone';

const DATE =
  /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([AP]M))?\s*$/i;

/**
 * Reads a date such as 01/31/2006 09:05:00 PM as milliseconds since 1970. Without AM or PM its hours are those of a day,
 * and so they are where they can be nothing else (21:05:00 PM).
 * @param zone in which the date was written: it does not say so itself
 * @returns null when it is no date
 */
export function instantOf(text: string, zone: TimeZone): number | null {
  const [, month, day, year, hour, minute, second, half] = DATE.exec(text) ?? [];
  if (year === undefined) return null;
  const local = localTime(
    [Number(year), Number(month), Number(day)],
    [hourOfDay(Number(hour), half), Number(minute), Number(second ?? 0)],
  );
  return local === null ? null : zone.instantOf(local);
}

function hourOfDay(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour;
  return (hour % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
}

/** As if it were UTC; null for 30 February, and for 25 o'clock. */
function localTime(
  [year, month, day]: readonly [number, number, number],
  [hour, minute, second]: readonly [number, number, number],
): number | null {
  if (year === 0 || hour > 23 || minute > 59 || second > 59) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.setUTCHours(hour, minute, second);
}
