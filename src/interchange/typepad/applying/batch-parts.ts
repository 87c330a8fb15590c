import type { Queryable } from '../../../database/statement';
import type { Usernames } from '../../usernames';
import type { Ids } from '../people/ids';
import type { IdentityRow } from '../people/people.queries';
import type { Seen } from './seen';
import type { TypepadTally } from './typepad-tally';

/** What a batch works with. */
export interface BatchParts {
  readonly on: Queryable;
  readonly ids: Ids;
  readonly usernames: Usernames;
  readonly tally: TypepadTally;
  /** Whom units before have left as they are now. */
  readonly known: ReadonlyMap<string, IdentityRow>;
  /** Posts up to this one were there before the import began. */
  readonly newestPostId: number;
  /** Set in a dry run. */
  readonly seen: Seen | null;
}
