import { Extensions } from 'type-graphql';

/**
 * For whom the value of a field is the same. A live message is made once for many subscribers, and only where each field
 * that they select says that it may be: a field without a mark is never shared.
 *
 * - EVERYONE: whoever asks.
 * - UNBLOCKED: whoever asks, but for those whom a person shown in it blocks; its resolver tells {@link Context.peopleShown}.
 * - VIEWER: it depends on who asks.
 */
export type Audience = 'EVERYONE' | 'UNBLOCKED' | 'VIEWER';

export const ForEveryone = () => Extensions({ audience: 'EVERYONE' satisfies Audience });
export const ForUnblocked = () => Extensions({ audience: 'UNBLOCKED' satisfies Audience });
export const ForViewer = () => Extensions({ audience: 'VIEWER' satisfies Audience });
