import { parseRate, rateNames, type RateName, type Rates } from '../../src/rates/rate';

/** Nothing is limited but what is named. */
export const only = (limits: Partial<Record<RateName, string>>): Rates =>
  Object.fromEntries(
    rateNames.map((name) => [name, limits[name] === undefined ? null : parseRate(limits[name])]),
  ) as Rates;
