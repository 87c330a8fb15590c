import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';

/** Records keep instants as milliseconds since 1970, which this scalar takes as they are. */
export const DateTime = new GraphQLScalarType<Date, string>({
  ...GraphQLDateTime.toConfig(),
  // GraphQLDateTime gives a Date, which is written out only when the answer is.
  serialize: (value) => {
    if (typeof value !== 'number') throw new TypeError('An instant is no number.');
    return new Date(value).toISOString();
  },
  description: 'A date and time in UTC, as RFC 3339 writes it, e.g. 2010-10-04T17:03:00.000Z.',
});
