import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { FavoritableType } from '../favorites/favorite.type';
import { ForEveryone } from '../schema/audience';
import { DateTime } from '../schema/date-time';
import { NodeType } from '../schema/node.type';
import { HoldsText } from '../schema/text-length';
import type { BodyFormat } from './post.entity';
import type { SiteRecord } from './post.record';

export const bodyFormats: Record<BodyFormat, BodyFormat> = {
  MARKDOWN: 'MARKDOWN',
  HTML: 'HTML',
  TEXT: 'TEXT',
};

registerEnumType(bodyFormats, {
  name: 'BodyFormat',
  description: 'How to read a `body`. `bodyHtml` is always ready to show.',
  valuesConfig: {
    MARKDOWN: { description: 'What is written here.' },
    HTML: { description: 'Imported; not made safe.' },
    TEXT: { description: 'Imported plain text.' },
  },
});

@ObjectType('Site', { implements: NodeType, simpleResolvers: true, description: 'A blog.' })
export class SiteType {
  @ForEveryone()
  @HoldsText(300)
  @Field(() => String, { nullable: true, description: 'Null while nobody has named it.' })
  title!: string | null;

  @ForEveryone()
  @HoldsText(300)
  @Field(() => String, { description: 'Where it is, without a trailing slash.' })
  url!: string;

  @ForEveryone()
  @Field(() => Boolean, {
    description: 'Whether the comments of whoever has none there yet wait for a moderator.',
  })
  holdsFirstComments!: boolean;

  @ForEveryone()
  @Field(() => Int, {
    nullable: true,
    description: 'For how many days a post there takes comments; null for ever.',
  })
  closesAfterDays!: number | null;
}

@ObjectType('Post', {
  implements: [NodeType, FavoritableType],
  simpleResolvers: true,
  description: 'A web page that can be commented on. It is known by its URL.',
})
export class PostType {
  @ForEveryone()
  @HoldsText(300)
  @Field(() => String, { nullable: true, description: 'Null while nobody has named it.' })
  title!: string | null;

  @ForEveryone()
  @HoldsText(2_000)
  @Field(() => String, {
    description: 'The one form of its address: no fragment, trailing slash or tracking parameters.',
  })
  url!: string;

  @ForEveryone()
  @Field(() => DateTime, { nullable: true, description: 'Null where it is not known.' })
  publishedAt!: number | null;

  @ForEveryone()
  @Field(() => SiteType, { description: 'The blog that it is on.' })
  site!: SiteRecord;

  @ForEveryone()
  @Field(() => Int, { description: 'How many visible comments it has, replies included.' })
  commentCount!: number;
}
