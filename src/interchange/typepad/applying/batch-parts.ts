import type { Queryable } from '../../../database/statement';
import type { Usernames } from '../../usernames';
import type { Ids } from '../people/ids';
import type { Seen } from './seen';
import type { TypepadTally } from './typepad-tally';

/** What a batch works with. */
export interface BatchParts {
  readonly on: Queryable;
  readonly ids: Ids;
  readonly usernames: Usernames;
  readonly tally: TypepadTally;
  /** Set in a dry run. */
  readonly seen: Seen | null;
}
