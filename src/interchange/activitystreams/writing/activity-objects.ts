import type { BodyFormat } from '../../../posts/post.entity';
import type { Json } from '../reading/values';
import { dateText } from './actor-object';
import type { BatchNames } from './batch-names';
import type { ExportedActivity, ExportedPost } from './exported.queries';

const PUBLIC = ['https://www.w3.org/ns/activitystreams#Public'];
const MEDIA_TYPES: Readonly<Record<BodyFormat, string>> = {
  HTML: 'text/html',
  MARKDOWN: 'text/markdown',
  TEXT: 'text/plain',
};

/** Writes the acts of one batch as activities. */
export class ActivityObjects {
  /** @param isAlone whether nothing else of the server is told, so that whoever is named must be described too */
  constructor(
    private readonly names: BatchNames,
    private readonly isAlone: boolean,
  ) {}

  /** @param isFirst whether its page was not named before: then it is described */
  of(activity: ExportedActivity, isFirst: boolean): Json[] {
    switch (activity.type) {
      case 'COMMENT':
        return this.comment(activity, isFirst);
      case 'POST':
        return this.post(activity);
      case 'FAVORITE':
        return [this.act('Like', activity, this.subject(activity, isFirst))];
      case 'FOLLOW':
        return [this.act('Follow', activity, this.person(activity.subjectProfileId))];
    }
  }

  private act(type: string, activity: ExportedActivity, object: unknown): Json {
    const { actorId, occurredAt } = activity;
    return {
      id: this.names.activity(activity),
      type,
      actor: this.names.profile(actorId),
      published: dateText(occurredAt),
      object,
    };
  }

  /** The words of what is no longer shown are nobody's: it is told with none, and that it was deleted. */
  private comment(activity: ExportedActivity, isFirst: boolean): Json[] {
    const { commentId, postId, isVisible } = activity;
    if (commentId === null || postId === null) return [];
    const create = this.create(activity, {
      ...this.note(activity, commentId, postId),
      context: this.page(postId, isFirst),
      to: PUBLIC,
    });
    return isVisible
      ? [create]
      : [create, this.deletion(activity, this.names.comment(commentId).id)];
  }

  private note(activity: ExportedActivity, commentId: number, postId: number): Json {
    const { actorId, isVisible, isListed, inReplyToId, createdAt, editedAt } = activity;
    const { id, url } = this.names.comment(commentId);
    // One that has no place in its thread is no reply that anybody counts.
    const parent = inReplyToId !== null && isListed ? this.names.comment(inReplyToId).id : null;
    const [lost, listed] = [activity.lostReplyCount ?? 0, activity.listedReplyCount ?? 0];
    return {
      id,
      type: 'Note',
      ...(url !== null && { url }),
      attributedTo: this.names.profile(actorId),
      ...(createdAt !== null && { published: dateText(createdAt) }),
      ...(editedAt !== null && editedAt > (createdAt ?? 0) && { updated: dateText(editedAt) }),
      mediaType: MEDIA_TYPES[activity.bodyFormat ?? 'TEXT'],
      content: isVisible ? activity.body : '',
      inReplyTo: parent ?? this.names.post(postId),
      ...(lost > 0 && { replies: { type: 'Collection', totalItems: lost + listed } }),
    };
  }

  private post(activity: ExportedActivity): Json[] {
    const post = activity.postId === null ? null : this.names.described(activity.postId);
    if (!post) return [];
    const create = this.create(activity, { ...this.article(post), to: PUBLIC });
    return activity.isVisible
      ? [create]
      : [create, this.deletion(activity, this.names.post(post.id))];
  }

  private create(activity: ExportedActivity, object: Json): Json {
    return { ...this.act('Create', activity, object), to: PUBLIC };
  }

  private deletion({ actorId }: ExportedActivity, object: string): Json {
    return { type: 'Delete', actor: this.names.profile(actorId), object };
  }

  private subject({ commentId, postId }: ExportedActivity, isFirst: boolean): unknown {
    if (commentId !== null) return this.names.comment(commentId).id;
    return postId === null ? null : this.page(postId, isFirst);
  }

  private person(id: number | null): unknown {
    if (id === null) return null;
    return this.isAlone ? this.names.actor(id) : this.names.profile(id);
  }

  /** A page is described where it is named first. The words of one that was published are told with that. */
  private page(postId: number, isFirst: boolean): unknown {
    const post = isFirst ? this.names.described(postId) : null;
    if (!post) return this.names.post(postId);
    return this.article(post.isPublished ? { ...post, body: null } : post);
  }

  private article(post: ExportedPost): Json {
    const { url, title, body, bodyFormat, authorId, publishedAt, siteUrl, siteTitle } = post;
    return {
      id: this.names.post(post.id),
      type: 'Article',
      url,
      ...(title !== null && { name: title }),
      ...(body !== null && { content: body, mediaType: MEDIA_TYPES[bodyFormat ?? 'HTML'] }),
      ...(authorId !== null && { attributedTo: this.person(authorId) }),
      ...(publishedAt !== null && { published: dateText(publishedAt) }),
      context: { id: siteUrl, type: 'Collection', ...(siteTitle !== null && { name: siteTitle }) },
    };
  }
}
