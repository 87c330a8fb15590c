import { readConfig } from '../../src/config';
import { DEFAULT_RATES, rateNames, type Rate, type RateName } from '../../src/rates/rate';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What somebody who is busy does by hand in a minute, and in an hour. */
const BY_HAND: Readonly<Record<RateName, readonly [inMinute: number, inHour: number]>> = {
  // Wrong each time, which counts as three.
  signIn: [3 * 5, 3 * 20],
  signInName: [5, 20],
  // A family, at a table with one telephone for all.
  join: [3, 10],
  // The open pages of a browser, each with the token of a session that has ended.
  badTokens: [20, 60],
  recovery: [3, 6],
  account: [5, 15],
  // Short ones, and the mending of their typing errors.
  comments: [6, 120],
  // Down a list, a button every two seconds.
  follows: [30, 300],
  favorites: [60, 600],
  blocks: [20, 150],
  claims: [5, 15],
  profile: [10, 60],
  // At every other letter that is typed.
  search: [120, 1_800],
  reports: [6, 20],
  // Down a list of them.
  notifications: [60, 600],
};

/** How many a rate lets through within a time, whenever that begins. */
const most = ({ count, perMs }: Rate, withinMs: number): number =>
  count * Math.max(1, Math.floor(withinMs / perMs));

describe('the rates', () => {
  const faultsOf = (variables: NodeJS.ProcessEnv) => {
    try {
      readConfig(variables);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('are set one by one, off for one, or off for all', () => {
    const { rates } = readConfig({
      RATE_SIGN_IN: '10/15m',
      RATE_COMMENTS: 'off',
      RATE_JOIN: '5/h',
    });
    expect(rates).toEqual({
      ...DEFAULT_RATES,
      signIn: { count: 10, perMs: 15 * MINUTE_MS },
      comments: null,
      join: { count: 5, perMs: 60 * MINUTE_MS },
    });
    expect(readConfig({ RATE_LIMITS: 'off' }).rates).toBeNull();
    expect(readConfig({}).rates).toEqual(DEFAULT_RATES);
  });

  it.each(['10', '10/', '0/m', '-1/m', '10/0m', '1.5/m', '10/1w', 'ten/m', '10 / m'])(
    'are not set by %j',
    (value) => {
      expect(faultsOf({ RATE_SIGN_IN: value, PORT: 'x' })).toMatch(
        /PORT: [^]*RATE_SIGN_IN: must be/,
      );
    },
  );

  it.each(rateNames)('leave room for a person with a web page: %s', (name) => {
    const [inMinute, inHour] = BY_HAND[name];
    expect(most(DEFAULT_RATES[name], MINUTE_MS)).toBeGreaterThanOrEqual(inMinute);
    expect(most(DEFAULT_RATES[name], HOUR_MS)).toBeGreaterThanOrEqual(inHour);
  });
});
