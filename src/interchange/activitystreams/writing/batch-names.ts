import type { Queryable } from '../../../database/statement';
import type { Json } from '../reading/values';
import { actorObject } from './actor-object';
import {
  addressesOfPosts,
  foreignNames,
  postsByIds,
  profilesByIds,
  type ExportedActivity,
  type ExportedPost,
  type ExportedProfile,
} from './exported.queries';

/** What things are called outside: as where they come from, else by ids of this server that never change. */
export class BatchNames {
  private constructor(
    private readonly base: string,
    private readonly people: ReadonlyMap<number, ExportedProfile>,
    private readonly addresses: ReadonlyMap<number, string>,
    private readonly postNames: ReadonlyMap<number, string[]>,
    private readonly commentNames: ReadonlyMap<number, string[]>,
    private readonly activityNames: ReadonlyMap<number, string[]>,
    private readonly posts: ReadonlyMap<number, ExportedPost>,
  ) {}

  /** Looks up all that a batch of activities names. @param described the posts that are told of whole */
  static async of(
    on: Queryable,
    base: string,
    batch: readonly ExportedActivity[],
    described: readonly number[],
  ): Promise<BatchNames> {
    const postIds = idsOf(batch.map(({ postId }) => postId));
    const commentIds = idsOf(
      batch.flatMap(({ commentId, inReplyToId }) => [commentId, inReplyToId]),
    );
    const posts = await postsByIds(on, described);
    const people = idsOf([
      ...batch.flatMap(({ actorId, subjectProfileId }) => [actorId, subjectProfileId]),
      ...posts.map(({ authorId }) => authorId),
    ]);
    return new BatchNames(
      base,
      new Map((await profilesByIds(on, people)).map((person) => [person.id, person])),
      new Map((await addressesOfPosts(on, postIds)).map(({ id, url }) => [id, url])),
      await foreignNames(on, 'POST', postIds),
      await foreignNames(on, 'COMMENT', commentIds),
      await foreignNames(on, 'ACTIVITY', idsOf(batch.map(({ id }) => id))),
      new Map(posts.map((post) => [post.id, post])),
    );
  }

  profile(id: number): string {
    return profileId(this.base, this.person(id));
  }

  actor(id: number): Json {
    return actorObject(this.profile(id), this.person(id));
  }

  activity(id: number): string {
    return this.activityNames.get(id)?.[0] ?? `${this.base}/id#activity-${id}`;
  }

  post(id: number): string {
    const name = this.postNames.get(id)?.[0] ?? this.addresses.get(id);
    if (name === undefined) throw new Error(`There is no post ${id}.`);
    return name;
  }

  /** The post, where it is told of whole. */
  described(id: number): ExportedPost | null {
    return this.posts.get(id) ?? null;
  }

  isForeignComment(id: number): boolean {
    return this.commentNames.has(id);
  }

  /** A comment's id, and the address at which it is known besides. */
  comment(id: number): { id: string; url: string | null } {
    const names = this.commentNames.get(id) ?? [`${this.base}/id#comment-${id}`];
    const isAddress = (name: string) => /^https?:/i.test(name);
    const first = names.find((name) => !isAddress(name)) ?? names[0] ?? '';
    return { id: first, url: names.find((name) => name !== first && isAddress(name)) ?? null };
  }

  private person(id: number): ExportedProfile {
    const person = this.people.get(id);
    if (!person) throw new Error(`There is no profile ${id}.`);
    return person;
  }
}

export const profileId = (base: string, { id, foreignId }: ExportedProfile): string =>
  foreignId ?? `${base}/id#profile-${id}`;

const idsOf = (ids: readonly (number | null)[]): number[] => [
  ...new Set(ids.flatMap((id) => id ?? [])),
];
