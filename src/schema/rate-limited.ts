import { UseMiddleware } from 'type-graphql';
import type { RateName } from '../rates/rate';
import type { Context } from './context';

/**
 * Counts each time that a field is resolved, by the account and the network of whoever asks: aliases of it, and several
 * in one request, count each, once however often the operation is executed. Beyond the rate it is RATE_LIMITED.
 */
export const RateLimited = (name: RateName) =>
  UseMiddleware(({ context, info }, next) => {
    const { rates, viewer, network, countedFields } = context as Context;
    const doer = { accountId: viewer?.accountId ?? null, network };
    const refusal = countedFields.once(info.path, () => rates.refusalOf(name, doer));
    if (refusal) throw refusal;
    return next();
  });
