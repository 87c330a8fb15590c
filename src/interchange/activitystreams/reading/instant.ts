import { Fault } from './fault';

const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * Reads a date as milliseconds since 1970. Without an offset it is UTC, wherever the import runs.
 * @returns null where it is not given
 * @throws Fault when it is no date
 */
export function instantOf(value: unknown, property: string): number | null {
  if (value === undefined || value === null) return null;
  const instant = typeof value === 'string' ? parseInstant(value.trim()) : null;
  if (instant === null) throw new Fault(`"${property}" is no date: ${shortened(value)}.`);
  return instant;
}

/** Milliseconds since 1970; null when the text is no date such as 2010-10-06 or 2010-10-06T12:00:00+02:00. */
export function parseInstant(text: string): number | null {
  const [, year, month, day, hours, minutes, seconds, offset] = DATE_TIME.exec(text) ?? [];
  if (year === undefined || !isDay(Number(year), Number(month), Number(day))) return null;
  if (hours === undefined) return parsed(`${text}T00:00:00Z`);
  const fraction = /\.\d+/.exec(text)?.[0] ?? '';
  const zone = (offset ?? 'Z').toUpperCase().replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2');
  return parsed(
    `${text.slice(0, 10)}T${hours}:${minutes}:${seconds ?? '00'}${fraction.slice(0, 4)}${zone}`,
  );
}

/** Date.parse takes 30 February for 2 March. */
function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function parsed(text: string): number | null {
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : instant;
}

function shortened(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
