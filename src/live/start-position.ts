import type { LogPosition } from '../database/page';
import type { Queryable } from '../database/statement';
import { markOfEntry, readLogHead } from '../feed/feed-log.queries';
import { cursorExpired, cursorFromAnotherEpoch, cursorInvalid } from './live-error';

/**
 * Checks that the log holds every entry after a position.
 * @throws DomainError with the cursor's fault: never a silent skip
 */
export async function checkPosition(on: Queryable, position: LogPosition): Promise<void> {
  const { head, pruned } = await readLogHead(on);
  if (position.sequence > head.sequence) throw cursorInvalid();
  if (position.sequence < pruned.sequence) throw cursorExpired();
  const mark = await markAt(on, position.sequence, { head, pruned });
  if (mark === null) throw cursorExpired();
  if (mark !== position.mark) throw cursorFromAnotherEpoch();
}

function markAt(
  on: Queryable,
  sequence: number,
  { head, pruned }: { head: LogPosition; pruned: LogPosition },
): Promise<number | null> | number {
  if (sequence === head.sequence) return head.mark;
  return sequence === pruned.sequence ? pruned.mark : markOfEntry(on, sequence);
}
