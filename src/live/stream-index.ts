import type { LogEntry } from '../feed/feed-log.queries';
import type { FeedStream } from './feed-stream';
import type { FeedTarget } from './feed-target';
import type { Renderer } from './rendering';

/** The streams of one feed. Those of one renderer get the same payload. */
export type Subscribers = ReadonlyMap<Renderer, ReadonlySet<FeedStream>>;

const NOBODY: Subscribers = new Map();

/** The streams that have caught up, by the feed that they follow. */
export class StreamIndex {
  /** How many groups of streams there are that get the same payloads. */
  groups = 0;
  /** Under which feed each stream stands; null for one of a page that is no post yet. */
  private readonly places = new Map<FeedStream, string | null>();
  private readonly feeds = new Map<string, Map<Renderer, Set<FeedStream>>>();
  /** Streams of pages that are no post yet. */
  private readonly ofPages = new Set<FeedStream>();
  private readonly signedIn = new Counted();
  private readonly atHome = new Counted();

  [Symbol.iterator](): IterableIterator<FeedStream> {
    return this.places.keys();
  }

  get size(): number {
    return this.places.size;
  }

  /** The viewers of all streams. */
  get viewers(): readonly number[] {
    return this.signedIn.list;
  }

  /** The viewers whose home feeds are followed. */
  get homeViewers(): readonly number[] {
    return this.atHome.list;
  }

  /** The addresses of pages that are no post yet. */
  get unknownUrls(): string[] {
    return [...new Set([...this.ofPages].flatMap(({ target }) => urlOf(target) ?? []))];
  }

  add(stream: FeedStream): void {
    const { target, viewerId } = stream;
    if (viewerId !== null) this.signedIn.add(viewerId);
    if (target.feed === 'HOME') this.atHome.add(target.viewerId);
    this.place(stream);
  }

  remove(stream: FeedStream): void {
    if (!this.places.has(stream)) return;
    const { target, viewerId } = stream;
    if (viewerId !== null) this.signedIn.take(viewerId);
    if (target.feed === 'HOME') this.atHome.take(target.viewerId);
    this.displace(stream);
  }

  /** Whether a stream stands where its feed is: what that is of may have changed without this index. */
  isInPlace(stream: FeedStream): boolean {
    return this.places.get(stream) === keyOf(stream.target);
  }

  /** Pages that have become posts. */
  resolve(postIds: ReadonlyMap<string, number>): void {
    for (const stream of this.ofPages) {
      const { target } = stream;
      const postId = postIds.get(urlOf(target) ?? '');
      if (target.feed !== 'POST' || postId === undefined) continue;
      this.displace(stream);
      target.postId = postId;
      this.place(stream);
    }
  }

  /** Profiles that were merged: who follows the feed of one follows that of what it is a part of now. */
  follow(merges: ReadonlyMap<number, number>): void {
    for (const [from, into] of merges) {
      const groups = [...(this.feeds.get(profileKey(from))?.values() ?? [])];
      for (const stream of groups.flatMap((group) => [...group])) {
        this.displace(stream);
        if (stream.target.feed === 'PROFILE') stream.target.profileId = into;
        this.place(stream);
      }
    }
  }

  ofHome(viewerId: number): Subscribers {
    return this.feeds.get(homeKey(viewerId)) ?? NOBODY;
  }

  /** Who follows the feeds that an entry is in, but for home feeds. */
  ofEntry({ actorId, postId, recipientId }: LogEntry): Subscribers[] {
    if (recipientId !== null) return this.ofKeys([recipientKey(recipientId)]);
    return this.ofKeys([
      PUBLIC,
      profileKey(actorId),
      ...(postId === null ? [] : [postKey(postId)]),
    ]);
  }

  private ofKeys(keys: readonly string[]): Subscribers[] {
    return keys.flatMap((key) => this.feeds.get(key) ?? []);
  }

  private place(stream: FeedStream): void {
    const key = keyOf(stream.target);
    this.places.set(stream, key);
    if (key === null) this.ofPages.add(stream);
    else this.put(key, stream);
  }

  private displace(stream: FeedStream): void {
    const key = this.places.get(stream);
    this.places.delete(stream);
    if (typeof key === 'string') this.take(key, stream);
    else this.ofPages.delete(stream);
  }

  private put(key: string, stream: FeedStream): void {
    const feed = this.feeds.get(key) ?? new Map<Renderer, Set<FeedStream>>();
    this.feeds.set(key, feed);
    const group = feed.get(stream.renderer);
    if (group) {
      group.add(stream);
      return;
    }
    feed.set(stream.renderer, new Set([stream]));
    this.groups += 1;
  }

  private take(key: string, stream: FeedStream): void {
    const feed = this.feeds.get(key);
    const group = feed?.get(stream.renderer);
    group?.delete(stream);
    if (group?.size === 0 && feed?.delete(stream.renderer)) this.groups -= 1;
    if (feed?.size === 0) this.feeds.delete(key);
  }
}

const PUBLIC = 'PUBLIC';
const profileKey = (id: number) => `PROFILE ${id}`;
const postKey = (id: number) => `POST ${id}`;
const homeKey = (viewerId: number) => `HOME ${viewerId}`;
const recipientKey = (viewerId: number) => `NOTIFICATIONS ${viewerId}`;

/** Null for a page that is no post yet. */
function keyOf(target: FeedTarget): string | null {
  switch (target.feed) {
    case 'PUBLIC':
      return PUBLIC;
    case 'PROFILE':
      return profileKey(target.profileId);
    case 'POST':
      return target.postId === null ? null : postKey(target.postId);
    case 'HOME':
      return homeKey(target.viewerId);
    case 'NOTIFICATIONS':
      return recipientKey(target.viewerId);
  }
}

const urlOf = (target: FeedTarget): string | null => (target.feed === 'POST' ? target.url : null);

/** Which ids are there at least once, and as a list that stays the same until one comes or goes. */
class Counted {
  private readonly counts = new Map<number, number>();
  private known: readonly number[] | null = null;

  get list(): readonly number[] {
    this.known ??= [...this.counts.keys()];
    return this.known;
  }

  add(id: number): void {
    const count = this.counts.get(id) ?? 0;
    this.counts.set(id, count + 1);
    if (count === 0) this.known = null;
  }

  take(id: number): void {
    const count = this.counts.get(id) ?? 0;
    if (count > 1) {
      this.counts.set(id, count - 1);
      return;
    }
    this.counts.delete(id);
    this.known = null;
  }
}
