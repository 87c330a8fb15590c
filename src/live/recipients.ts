import type { Queryable } from '../database/statement';
import type { LogEntry } from '../feed/feed-log.queries';
import { followsFrom } from '../follows/follow.queries';
import type { Subscribers, StreamIndex } from './stream-index';

/** Who is to receive each entry of a batch; entries for nobody are left out. */
export type Recipients = ReadonlyMap<LogEntry, readonly Subscribers[]>;

type Follow = { readonly followerId: number; readonly sinceSequence: number };

/** Finds whose feeds an entry is in: one statement for all the home feeds of this node. */
export async function recipientsOf(
  on: Queryable,
  entries: readonly LogEntry[],
  streams: StreamIndex,
): Promise<Recipients> {
  const follows = await followsOf(on, entries, streams.homeViewers);
  const recipients = new Map<LogEntry, readonly Subscribers[]>();
  for (const entry of entries) {
    const home = isOfActivity(entry) ? (follows.get(entry.actorId) ?? []) : [];
    const homeFeeds = home
      .filter((follow) => follow.sinceSequence < entry.sequence)
      .map((follow) => streams.ofHome(follow.followerId));
    const subscribers = [...streams.ofEntry(entry), ...homeFeeds];
    if (subscribers.length > 0) recipients.set(entry, subscribers);
  }
  return recipients;
}

/** By actor. */
async function followsOf(
  on: Queryable,
  entries: readonly LogEntry[],
  viewers: readonly number[],
): Promise<Map<number, Follow[]>> {
  const follows = new Map<number, Follow[]>();
  if (viewers.length === 0) return follows;
  for (const entry of entries) if (isOfActivity(entry)) follows.set(entry.actorId, []);
  if (follows.size === 0) return follows;
  for (const follow of await followsFrom(on, viewers, [...follows.keys()]))
    follows.get(follow.followeeId)?.push(follow);
  return follows;
}

/** Other entries tell one person of an activity: they are in that person's feed of notifications alone. */
const isOfActivity = ({ recipientId }: LogEntry): boolean => recipientId === null;
