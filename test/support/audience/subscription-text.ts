import { isRequiredArgument } from 'graphql';
import { PAGE } from './divided-place';
import type { AnyField } from './schema-walk';

/**
 * The text of a subscription. Its only variable is `after`.
 *
 * @param username whose feed, where it is somebody's
 */
export function subscriptionText(
  { name, args }: AnyField,
  username: string,
  selection: string,
): string {
  const values: Record<string, string> = {
    after: '$after',
    username: JSON.stringify(username),
    url: JSON.stringify(PAGE),
  };
  const given = args.flatMap((argument) => {
    const value = values[argument.name];
    if (value === undefined && isRequiredArgument(argument))
      throw new Error(`Say in subscription-text.ts what "${argument.name}" of ${name} is to be.`);
    return value === undefined ? [] : `${argument.name}: ${value}`;
  });
  return `subscription Told($after: String) { ${name}(${given.join(', ')}) { ${selection} } }`;
}
