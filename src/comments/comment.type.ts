import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { FavoritableType } from '../favorites/favorite.type';
import type { BodyFormat } from '../posts/post.entity';
import type { PostRecord } from '../posts/post.record';
import { PostType, bodyFormats } from '../posts/post.type';
import { ForEveryone, ForUnblocked } from '../schema/audience';
import { PageInfoType } from '../schema/connection';
import { DateTime } from '../schema/date-time';
import { NodeType } from '../schema/node.type';
import { Payload } from '../schema/payload';
import { HoldsText } from '../schema/text-length';
import type { CommentStatus } from './comment.entity';
import type { CommentRecord } from './comment.record';

export const commentStatuses: Record<CommentStatus, CommentStatus> = {
  PUBLISHED: 'PUBLISHED',
  PENDING: 'PENDING',
  SPAM: 'SPAM',
  REMOVED: 'REMOVED',
};

registerEnumType(commentStatuses, {
  name: 'CommentStatus',
  description:
    'How a comment stands, by a decision of a moderator or of the server, which holds some until a moderator decides.',
  valuesConfig: {
    PUBLISHED: { description: 'There for everyone.' },
    PENDING: {
      description:
        'Waits for a moderator: one held it, or reports, the block list, the spam check or the settings of its site did. Its author and moderators alone see it.',
    },
    SPAM: {
      description:
        'Hidden as spam, by the spam check or a moderator. Its author and moderators alone see it.',
    },
    REMOVED: { description: 'Hidden by a moderator. Its words are for moderators alone.' },
  },
});

@ObjectType('Comment', {
  implements: [NodeType, FavoritableType],
  simpleResolvers: true,
  description:
    'Words left on a post, or in reply to another comment. A deleted one stays in its thread as a tombstone, without words or author, while it has visible replies; so does, for a viewer, the comment of somebody who blocks them.',
})
export class CommentType {
  @ForUnblocked()
  @HoldsText(10_000)
  @Field(() => String, {
    description: 'The source as it was written, see bodyFormat; empty when deleted.',
  })
  body!: string;

  @ForEveryone()
  @Field(() => bodyFormats, { description: 'How to read `body`.' })
  bodyFormat!: BodyFormat;

  @ForUnblocked()
  @HoldsText(10_000)
  @Field(() => String, {
    description: 'The words as HTML that is always safe to insert; empty when deleted.',
  })
  bodyHtml!: string;

  @ForEveryone()
  @Field(() => DateTime, { description: 'When it was written.' })
  createdAt!: number;

  @ForEveryone()
  @Field(() => DateTime, {
    nullable: true,
    description: 'When its words were last changed; null if never.',
  })
  editedAt!: number | null;

  @ForUnblocked()
  @Field(() => Boolean, { description: 'True for a tombstone.' })
  isDeleted!: boolean;

  @ForEveryone()
  @Field(() => commentStatuses, {
    description:
      'How it stands: others see what is PUBLISHED alone. Of a tombstone, its author and moderators are told it; others, PUBLISHED.',
  })
  status!: CommentStatus;

  @ForUnblocked()
  @Field(() => String, {
    nullable: true,
    description:
      'How its post is to be called once it is published, where it is held and the post has no title yet.',
  })
  postTitle!: string | null;

  @ForEveryone()
  @Field(() => Int, {
    description:
      'How many visible direct replies it has, those included that an import counted but did not bring.',
  })
  replyCount!: number;
}

@ObjectType('CommentEdge', { simpleResolvers: true, description: 'A comment in a list.' })
export class CommentEdgeType {
  @ForEveryone()
  @Field(() => String, { description: 'The place in the list.' })
  cursor!: string;

  @ForEveryone()
  @Field(() => CommentType, { description: 'The comment.' })
  node!: CommentRecord;
}

@ObjectType('CommentConnection', { simpleResolvers: true, description: 'A page of comments.' })
export class CommentConnectionType {
  @ForEveryone()
  @Field(() => [CommentEdgeType], {
    description: 'The comments of this page, in the order of the list.',
  })
  edges!: CommentEdgeType[];

  @ForEveryone()
  @Field(() => PageInfoType, { description: 'Where this page lies in the list.' })
  pageInfo!: PageInfoType;

  @ForEveryone()
  @Field(() => Int, { description: 'How many there are on all pages, the same for everyone.' })
  totalCount!: number;

  @ForEveryone()
  @Field(() => String, {
    description:
      'Where a live feed must start so that nothing falls between this list and it. The same on every page.',
  })
  liveCursor!: string;
}

@InputType('AddCommentInput', {
  description: 'A new comment. Give exactly one of postUrl, postId and inReplyToId.',
})
export class AddCommentInput {
  @Field(() => String, {
    nullable: true,
    description: 'The address of a page; it need not be known yet.',
  })
  postUrl?: string | null;

  @Field(() => ID, { nullable: true, description: 'The id of a post.' })
  postId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the comment that this one replies to.',
  })
  inReplyToId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The page's title, for a page that has none here yet. Where the comment is held it waits with it.",
  })
  postTitle?: string | null;

  @Field(() => String, {
    description: 'Markdown, at most 10,000 characters. `@username` mentions somebody.',
  })
  body!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Any text that is new for each comment. Sent again, it gives the comment already made: so a try can be repeated.',
  })
  idempotencyKey?: string | null;
}

@InputType('EditCommentInput', { description: 'New words for a comment.' })
export class EditCommentInput {
  @Field(() => ID, { description: 'The id of a comment of the viewer.' })
  commentId!: string;

  @Field(() => String, {
    description:
      'Markdown, at most 10,000 characters. Who is newly mentioned is told; who no longer is, no longer.',
  })
  body!: string;
}

@InputType('DeleteCommentInput', { description: 'Which comment to delete.' })
export class DeleteCommentInput {
  @Field(() => ID, { description: 'The id of a comment of the viewer.' })
  commentId!: string;
}

const MAY_BE_HELD =
  'Without userErrors the words were taken; look at the status of the comment: PENDING or SPAM, it is held, and others do not see it.';

@ObjectType({ simpleResolvers: true })
class CommentPayload extends Payload {
  @Field(() => CommentType, { nullable: true, description: 'The comment as it is now.' })
  comment!: CommentRecord | null;
}

@ObjectType('AddCommentPayload', {
  simpleResolvers: true,
  description: `What addComment did. ${MAY_BE_HELD}`,
})
export class AddCommentPayload extends CommentPayload {}

@ObjectType('EditCommentPayload', {
  simpleResolvers: true,
  description: `What editComment did. ${MAY_BE_HELD}`,
})
export class EditCommentPayload extends CommentPayload {}

@ObjectType('DeleteCommentPayload', {
  simpleResolvers: true,
  description: 'What deleteComment did.',
})
export class DeleteCommentPayload extends CommentPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'Set when the comment has left its thread: nothing stands below it.',
  })
  deletedCommentId!: string | null;

  @Field(() => PostType, { nullable: true, description: 'The post with its new count.' })
  post!: PostRecord | null;
}
