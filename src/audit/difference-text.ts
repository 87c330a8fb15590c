import type { Difference } from './check';

/** A difference as a line, such as `comment.replyCount of 5: 3, but should be 2`. */
export function differenceText({ what, id, actual, expected }: Difference): string {
  const whose = id === 0 ? what : `${what} of ${id}`;
  return `${whose}: ${actual}, but should be ${expected}`;
}
