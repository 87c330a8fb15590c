import type { Queryable } from '../../../database/statement';
import { emailKeyOf } from '../../../mail/email-address';
import { likelySame, likenesses, type LikelyRow, type Likeness } from './likely-same.queries';

/** Profiles that may be one person. A person decides. */
export interface Suggestion {
  readonly likeness: Likeness;
  readonly profiles: readonly {
    readonly username: string;
    readonly displayName: string;
    readonly commentCount: number;
  }[];
}

/** Everybody who may be the same as somebody else, by what they have in common; those of most comments first in each. */
export async function* suggestions(on: Queryable): AsyncGenerator<Suggestion> {
  for (const likeness of Object.keys(likenesses) as Likeness[]) {
    let group: LikelyRow[] = [];
    for (const row of await likelySame(on, likeness)) {
      if (group[0] && group[0].shared !== row.shared) {
        yield* suggestionOf(likeness, group);
        group = [];
      }
      group.push(row);
    }
    yield* suggestionOf(likeness, group);
  }
}

/** What is shared stays here: it may be the address of somebody. */
function* suggestionOf(likeness: Likeness, group: readonly LikelyRow[]): Generator<Suggestion> {
  const [first] = group;
  if (!first || group.length < 2) return;
  if (likeness === 'EMAIL' && emailKeyOf(first.shared) === null) return;
  const profiles = group.map(({ username, displayName, commentCount }) => ({
    username,
    displayName,
    commentCount,
  }));
  yield { likeness, profiles };
}
