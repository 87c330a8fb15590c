import { UseMiddleware } from 'type-graphql';
import type { RateName } from '../rates/rate';
import type { Context } from './context';

/**
 * Counts each time that a field is resolved, by the account and the network of whoever asks: aliases of it, and several
 * in one request, count each. Beyond the rate it is RATE_LIMITED.
 */
export const RateLimited = (name: RateName) =>
  UseMiddleware(({ context }, next) => {
    const { rates, viewer, network } = context as Context;
    rates.take(name, { accountId: viewer?.accountId ?? null, network });
    return next();
  });
