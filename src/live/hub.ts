import { blocksBetween } from '../blocks/block.queries';
import type { LogPosition } from '../database/page';
import type { Queryable } from '../database/statement';
import type { LogEntry } from '../feed/feed-log.queries';
import { followsBetween } from '../follows/follow.queries';
import { postIdsByUrls } from '../posts/post.queries';
import type { FeedStream, StreamHost } from './feed-stream';
import { peopleOf } from './feed-target';
import { loadMessages } from './message-loader';

/** Who is to receive each entry of a batch. */
type Recipients = Map<LogEntry, Set<FeedStream>>;

/**
 * Hands the entries that the tail reads to the subscribers of this node. Whatever a batch needs is read once for all of
 * them: who follows whom, who blocks whom, and what the messages show.
 */
export class FeedHub implements StreamHost {
  /** All entries up to here are dispatched, or being dispatched to those who joined before. */
  private position: LogPosition = { sequence: 0, mark: 0 };
  private readonly streams = new Set<FeedStream>();
  private isDispatching = false;

  constructor(private readonly reads: Queryable) {}

  /** @param position where the tail begins */
  startAt(position: LogPosition): void {
    this.position = position;
  }

  /** Takes a subscriber in, if it has seen everything that was dispatched before. */
  join(stream: FeedStream, seen: LogPosition): boolean {
    if (seen.sequence < this.position.sequence) return false;
    this.streams.add(stream);
    return true;
  }

  leave(stream: FeedStream): void {
    this.streams.delete(stream);
  }

  /** Called by the tail with each batch, in the order of the log, one at a time. */
  async dispatch(entries: readonly LogEntry[]): Promise<void> {
    const last = entries.at(-1);
    if (!last) return;
    // In one turn: who has joined gets this batch, and who joins later must have read it from the log.
    this.position = { sequence: last.sequence, mark: last.mark };
    const streams = [...this.streams];
    this.isDispatching = true;
    try {
      await this.send(entries, streams);
    } catch (error) {
      // Nobody may miss a batch unawares: each resumes from its own cursor.
      for (const stream of streams) stream.end(error as Error);
      throw error;
    } finally {
      this.isDispatching = false;
    }
  }

  /** Sends a checkpoint to each subscriber that has heard nothing for that long. */
  checkpointQuiet(quietMs: number): void {
    if (this.isDispatching) return;
    const now = performance.now();
    for (const stream of this.streams)
      if (now - stream.lastMessageAt >= quietMs) stream.checkpointAt(this.position);
  }

  /** Ends every subscription that has joined; with an error, each client is told its code. */
  endAll(failure: Error | null = null): void {
    for (const stream of [...this.streams]) stream.end(failure);
  }

  private async send(entries: readonly LogEntry[], streams: readonly FeedStream[]): Promise<void> {
    if (streams.length === 0) return;
    await this.resolvePosts(streams);
    const recipients = await this.recipientsOf(entries, streams);
    await this.excludeBlocked(recipients);
    const wanted = entries.filter((entry) => (recipients.get(entry)?.size ?? 0) > 0);
    if (wanted.length === 0) return;
    const messages = await loadMessages(this.reads, wanted);
    for (const entry of wanted) {
      const message = messages.get(entry.sequence);
      if (message) for (const stream of recipients.get(entry) ?? []) stream.deliver(message);
    }
  }

  private async recipientsOf(
    entries: readonly LogEntry[],
    streams: readonly FeedStream[],
  ): Promise<Recipients> {
    const index = new StreamIndex(streams);
    const actors = [...new Set(entries.map((entry) => entry.actorId))];
    const follows =
      index.viewers.length === 0 ? [] : await followsBetween(this.reads, index.viewers, actors);
    return new Map(
      entries.map((entry) => {
        const followers = follows.filter(
          (follow) => follow.followeeId === entry.actorId && follow.sinceSequence < entry.sequence,
        );
        const home = followers.flatMap((follow) => index.ofHome(follow.followerId));
        return [entry, new Set([...index.ofEntry(entry), ...home])];
      }),
    );
  }

  private async excludeBlocked(recipients: Recipients): Promise<void> {
    const receiving = [...recipients.values()].flatMap((streams) => [...streams]);
    const viewers = [...new Set(receiving.flatMap((stream) => stream.viewerId ?? []))];
    if (viewers.length === 0) return;
    const people = [...new Set([...recipients.keys()].flatMap(peopleOf))];
    const blocks = await blocksBetween(this.reads, people, viewers);
    if (blocks.length === 0) return;
    const pairs = new Set(blocks.map((block) => `${block.blockerId} ${block.blockedId}`));
    for (const [entry, streams] of recipients)
      for (const stream of streams)
        if (peopleOf(entry).some((person) => pairs.has(`${person} ${stream.viewerId}`)))
          streams.delete(stream);
  }

  /** A page that nobody had commented on when it was subscribed to may be a post by now. */
  private async resolvePosts(streams: readonly FeedStream[]): Promise<void> {
    const unknown = streams.flatMap(({ target }) =>
      target.feed === 'POST' && target.postId === null ? target : [],
    );
    if (unknown.length === 0) return;
    const ids = await postIdsByUrls(this.reads, [...new Set(unknown.map((target) => target.url))]);
    for (const target of unknown) target.postId = ids.get(target.url) ?? null;
  }
}

/** The streams of a batch by what they follow. */
class StreamIndex {
  private readonly everybody: FeedStream[] = [];
  private readonly byProfile = new Map<number, FeedStream[]>();
  private readonly byPost = new Map<number, FeedStream[]>();
  private readonly byViewer = new Map<number, FeedStream[]>();

  constructor(streams: readonly FeedStream[]) {
    for (const stream of streams) this.add(stream);
  }

  get viewers(): number[] {
    return [...this.byViewer.keys()];
  }

  ofHome(viewerId: number): FeedStream[] {
    return this.byViewer.get(viewerId) ?? [];
  }

  ofEntry({ actorId, postId }: LogEntry): FeedStream[] {
    return [
      ...this.everybody,
      ...(this.byProfile.get(actorId) ?? []),
      ...(postId === null ? [] : (this.byPost.get(postId) ?? [])),
    ];
  }

  private add(stream: FeedStream): void {
    const { target } = stream;
    if (target.feed === 'PUBLIC') this.everybody.push(stream);
    else if (target.feed === 'PROFILE') put(this.byProfile, target.profileId, stream);
    else if (target.feed === 'HOME') put(this.byViewer, target.viewerId, stream);
    else if (target.postId !== null) put(this.byPost, target.postId, stream);
  }
}

function put(map: Map<number, FeedStream[]>, key: number, stream: FeedStream): void {
  const streams = map.get(key);
  if (streams) streams.push(stream);
  else map.set(key, [stream]);
}
