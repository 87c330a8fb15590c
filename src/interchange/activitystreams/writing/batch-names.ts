import type { Queryable } from '../../../database/statement';
import { ownNameText, type OwnKind } from '../own-name';
import type { Json } from '../reading/values';
import { actorObject } from './actor-object';
import {
  addressesOfPosts,
  datesOfComments,
  foreignNames,
  postsByIds,
  profilesByIds,
  type ExportedActivity,
  type ExportedPost,
  type ExportedProfile,
} from './exported.queries';

/** Whose names an export gives. */
export interface Namer {
  /** What ids of this server begin with, its public address. */
  readonly base: string;
  /** What its database is told from others by. */
  readonly instance: string;
}

/** What things are called outside: as where they come from, else by names of this database that never change. */
export class BatchNames {
  private constructor(
    private readonly namer: Namer,
    private readonly people: ReadonlyMap<number, ExportedProfile>,
    private readonly addresses: ReadonlyMap<number, string>,
    private readonly postNames: ReadonlyMap<number, string[]>,
    private readonly commentNames: ReadonlyMap<number, string[]>,
    private readonly commentDates: ReadonlyMap<number, number>,
    private readonly activityNames: ReadonlyMap<number, string[]>,
    private readonly posts: ReadonlyMap<number, ExportedPost>,
  ) {}

  /** Looks up all that a batch of activities names. @param described the posts that are told of whole */
  static async of(
    on: Queryable,
    namer: Namer,
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
      namer,
      new Map((await profilesByIds(on, people)).map((person) => [person.id, person])),
      new Map((await addressesOfPosts(on, postIds)).map(({ id, url }) => [id, url])),
      await foreignNames(on, 'POST', postIds),
      await foreignNames(on, 'COMMENT', commentIds),
      await datesOfComments(on, commentIds),
      await foreignNames(on, 'ACTIVITY', idsOf(batch.map(({ id }) => id))),
      new Map(posts.map((post) => [post.id, post])),
    );
  }

  profile(id: number): string {
    return profileId(this.namer, this.person(id));
  }

  actor(id: number): Json {
    return actorObject(this.profile(id), this.person(id));
  }

  activity({ id, occurredAt }: Pick<ExportedActivity, 'id' | 'occurredAt'>): string {
    const [name] = this.activityNames.get(id) ?? [];
    return name ?? ownName(this.namer, 'activity', id, occurredAt);
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
    const names = this.commentNames.get(id) ?? [this.ownCommentName(id)];
    const isAddress = (name: string) => /^https?:/i.test(name);
    const first = names.find((name) => !isAddress(name)) ?? names[0] ?? '';
    return { id: first, url: names.find((name) => name !== first && isAddress(name)) ?? null };
  }

  private ownCommentName(id: number): string {
    const createdAt = this.commentDates.get(id);
    if (createdAt === undefined) throw new Error(`There is no comment ${id}.`);
    return ownName(this.namer, 'comment', id, createdAt);
  }

  private person(id: number): ExportedProfile {
    const person = this.people.get(id);
    if (!person) throw new Error(`There is no profile ${id}.`);
    return person;
  }
}

export const profileId = (namer: Namer, { id, mark, foreignId }: ExportedProfile): string =>
  foreignId ?? ownName(namer, 'profile', id, mark);

const ownName = ({ base, instance }: Namer, kind: OwnKind, number: number, mark: number): string =>
  ownNameText(base, { instance, kind, number, mark });

const idsOf = (ids: readonly (number | null)[]): number[] => [
  ...new Set(ids.flatMap((id) => id ?? [])),
];
