import type { Services } from '../schema/context';
import type { Queryable } from '../database/statement';
import { followedAmong } from '../follows/follow.queries';
import { profileIdsByKeys } from '../profiles/profile.queries';
import { usernameKey } from '../profiles/username';
import { community } from './community/community';
import type { SampleRemark } from './community/types';

const ACT_EVERY_MS = 3_000;
/** After this many remarks somebody else's favorite follows, after twice as many a follow. */
const REMARKS_PER_FAVORITE = 2;
const REMARKS_PER_FOLLOW = 4;

type Acting = Pick<Services, 'comments' | 'favorites' | 'follows'>;

/** Lets a few members of the sample community act, so that a newcomer's first subscription shows something at once. */
export class Actors {
  private timer: NodeJS.Timeout | null = null;
  private acting: Promise<void> = Promise.resolve();
  private remarks = 0;

  private constructor(
    private readonly services: Acting,
    private readonly reads: Queryable,
    private readonly profileIds: ReadonlyMap<string, number>,
    private readonly onFault: (error: unknown) => void,
  ) {}

  static async gather(
    services: Acting,
    reads: Queryable,
    onFault: (error: unknown) => void,
  ): Promise<Actors> {
    const keys = community.people.map((person) => usernameKey(person.username));
    return new Actors(services, reads, await profileIdsByKeys(reads, keys), onFault);
  }

  start(): void {
    this.timer = setInterval(() => {
      this.acting = this.acting.then(() => this.act()).catch(this.onFault);
    }, ACT_EVERY_MS);
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.acting;
  }

  private async act(): Promise<void> {
    const { remarks } = community;
    const remark = remarks[this.remarks % remarks.length];
    const next = remarks[(this.remarks + 1) % remarks.length];
    this.remarks += 1;
    if (!remark || !next) return;
    const commentId = await this.say(remark);
    if (this.remarks % REMARKS_PER_FAVORITE === 0 && next.by !== remark.by && commentId)
      await this.services.favorites.add(this.idOf(next.by), { kind: 'Comment', id: commentId });
    if (this.remarks % REMARKS_PER_FOLLOW === 0 && next.by !== remark.by)
      await this.turnFollow(this.idOf(next.by), this.idOf(remark.by));
  }

  private async say({ by, on, body }: SampleRemark): Promise<number | null> {
    const comment = await this.services.comments.add(this.idOf(by), { postUrl: on, body });
    return comment?.id ?? null;
  }

  /** Follows, or unfollows whoever is followed: so there is now and then something to retract. */
  private async turnFollow(followerId: number, followeeId: number): Promise<void> {
    const { follows } = this.services;
    const followed = await followedAmong(this.reads, followerId, [followeeId]);
    if (followed.has(followeeId)) await follows.unfollow(followerId, followeeId);
    else await follows.follow(followerId, followeeId);
  }

  private idOf(username: string): number {
    const id = this.profileIds.get(usernameKey(username));
    if (id === undefined) throw new Error(`The sample community has no "${username}".`);
    return id;
  }
}
