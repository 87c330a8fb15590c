import { instantOf } from '../../src/interchange/typepad/export-date';
import { timeZoneOf } from '../../src/interchange/typepad/time-zone';

const shown = (text: string, zone = 'UTC') => {
  const instant = instantOf(text, timeZoneOf(zone));
  return instant === null ? null : new Date(instant).toISOString();
};

describe('a date of an export', () => {
  it.each([
    ['01/31/2006 09:05:07 AM', '2006-01-31T09:05:07.000Z'],
    ['01/31/2006 09:05:07 PM', '2006-01-31T21:05:07.000Z'],
    ['01/31/2006 12:00:00 AM', '2006-01-31T00:00:00.000Z'],
    ['01/31/2006 12:00:00 PM', '2006-01-31T12:00:00.000Z'],
    ['01/31/2006 03:30:00', '2006-01-31T03:30:00.000Z'],
    ['01/31/2006 21:05:07', '2006-01-31T21:05:07.000Z'],
    ['01/31/2006 21:05:07 PM', '2006-01-31T21:05:07.000Z'],
    ['01/31/2006 00:05:07 AM', '2006-01-31T00:05:07.000Z'],
    [' 1/3/2006  9:05:07 pm ', '2006-01-03T21:05:07.000Z'],
    ['02/29/2008 00:00:00', '2008-02-29T00:00:00.000Z'],
    ['07/04/1776 10:00:00 AM', '1776-07-04T10:00:00.000Z'],
    ['01/01/0001 00:00:00', '0001-01-01T00:00:00.000Z'],
    ['12/31/9999 11:59:59 PM', '9999-12-31T23:59:59.000Z'],
  ])('is read: %s', (text, instant) => {
    expect(shown(text)).toBe(instant);
  });

  it.each([
    ...['', 'yesterday', '00/00/0000 00:00:00', '02/30/2006 01:00:00 AM', '13/01/2006 01:00:00'],
    ...['01/31/06 01:00:00 AM', '01/31/2006', '01/31/2006 25:00:00', '01/31/2006 10:61:00'],
    ...['2006-01-31 10:00:00', '01/31/2006 10:00:00 XM', '01/00/2006 10:00:00'],
  ])('is none: %j', (text) => {
    expect(shown(text)).toBeNull();
  });
});

describe('a time zone', () => {
  it.each([
    ['winter', '01/31/2006 12:00:00 PM', 'America/New_York', '2006-01-31T17:00:00.000Z'],
    ['summer', '07/31/2006 12:00:00 PM', 'America/New_York', '2006-07-31T16:00:00.000Z'],
    [
      'just before the gap',
      '04/02/2006 01:59:59 AM',
      'America/New_York',
      '2006-04-02T06:59:59.000Z',
    ],
    ['in the gap', '04/02/2006 02:30:00 AM', 'America/New_York', '2006-04-02T07:30:00.000Z'],
    [
      'just after the gap',
      '04/02/2006 03:00:00 AM',
      'America/New_York',
      '2006-04-02T07:00:00.000Z',
    ],
    ['shown twice', '10/29/2006 01:30:00 AM', 'America/New_York', '2006-10-29T05:30:00.000Z'],
    ['after the overlap', '10/29/2006 02:00:00 AM', 'America/New_York', '2006-10-29T07:00:00.000Z'],
    ['east of UTC, in the gap', '03/26/2006 02:30:00', 'Europe/Berlin', '2006-03-26T01:30:00.000Z'],
    [
      'east of UTC, shown twice',
      '10/29/2006 02:30:00',
      'Europe/Berlin',
      '2006-10-29T00:30:00.000Z',
    ],
    ['half an hour', '10/29/2006 02:30:00', 'Asia/Kolkata', '2006-10-28T21:00:00.000Z'],
    [
      'a gap of half an hour',
      '10/01/2023 02:15:00',
      'Australia/Lord_Howe',
      '2023-09-30T15:45:00.000Z',
    ],
    ['a day left out', '12/30/2011 12:00:00', 'Pacific/Apia', '2011-12-30T22:00:00.000Z'],
    ['before time zones', '01/01/1850 12:00:00', 'America/New_York', '1850-01-01T16:56:02.000Z'],
    ['an offset', '07/31/2006 12:00:00', '+05:30', '2006-07-31T06:30:00.000Z'],
    ['a negative offset', '07/31/2006 12:00:00', '-0800', '2006-07-31T20:00:00.000Z'],
    ['UTC in any case', '07/31/2006 12:00:00', 'utc', '2006-07-31T12:00:00.000Z'],
  ])('is kept: %s', (_name, text, zone, instant) => {
    expect(shown(text, zone)).toBe(instant);
  });

  it('gives what was on its clocks, every half hour of two years', () => {
    const zone = timeZoneOf('Europe/London');
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/London',
      ...({ dateStyle: 'short', timeStyle: 'medium' } as const),
    });
    const start = Date.UTC(2005, 0, 1);
    const wrong: string[] = [];
    for (let local = start; local < Date.UTC(2007, 0, 1); local += 1_800_000) {
      const iso = new Date(local).toISOString();
      const [year, month, day] = iso.slice(0, 10).split('-');
      if (clock.format(zone.instantOf(local)) !== `${day}/${month}/${year}, ${iso.slice(11, 19)}`)
        wrong.push(iso);
    }
    // The two half hours that the clocks left out in each spring.
    expect(wrong.map((iso) => iso.slice(0, 16))).toEqual([
      ...['2005-03-27T01:00', '2005-03-27T01:30', '2006-03-26T01:00', '2006-03-26T01:30'],
    ]);
  });

  it.each(['Europe/Bonn', '', 'EDT!', '+25:00', '5'])('must be one: %j', (name) => {
    expect(() => timeZoneOf(name)).toThrow(/is no time zone: give one such as/);
  });
});
