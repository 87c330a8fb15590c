import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { ForViewer } from '../schema/audience';
import { PageInfoType } from '../schema/connection';
import { DateTime } from '../schema/date-time';
import { NodeType } from '../schema/node.type';
import { Payload } from '../schema/payload';
import type { BlockListEffect, BlockListKind } from './block-list-entry.entity';
import type { EntryNode } from './block-list.record';

export const blockListKinds: Record<BlockListKind, BlockListKind> = {
  WORD: 'WORD',
  EMAIL: 'EMAIL',
  NETWORK: 'NETWORK',
  URL: 'URL',
};

registerEnumType(blockListKinds, {
  name: 'BlockListKind',
  description: 'What an entry of the block list is compared with.',
  valuesConfig: {
    WORD: {
      description:
        'Whole words or phrases of the comment, whatever their case and accents, letter by letter too; within others in scripts that do not part words. Letters and digits alone.',
    },
    EMAIL: {
      description:
        "The address of the author's account, or `@domain` for all of a domain and what is below it.",
    },
    NETWORK: {
      description: 'The IP address that it comes from, or a range. Of IPv6 the first 64 bits.',
    },
    URL: {
      description:
        'What it links to, shows pictures from or names: a host with all below it, or a host and a path.',
    },
  },
});

const effects: Record<BlockListEffect, BlockListEffect> = { HOLD: 'HOLD', REFUSE: 'REFUSE' };

registerEnumType(effects, {
  name: 'BlockListEffect',
  description: 'What happens to a comment, and to what names a post.',
  valuesConfig: {
    HOLD: { description: 'It waits for a moderator.' },
    REFUSE: { description: 'It is not accepted; nor are such words and hosts in profiles.' },
  },
});

@ObjectType('BlockListEntry', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'Something that comments are not accepted with, or not at once. For moderators.',
})
export class BlockListEntryType {
  @ForViewer()
  @Field(() => String, {
    description:
      'In the form in which it is compared; of an address whose account was deleted, no more than that it was.',
  })
  value!: string;

  @ForViewer()
  @Field(() => effects, { description: 'What happens to a comment.' })
  effect!: BlockListEffect;

  @ForViewer()
  @Field(() => DateTime, { description: 'When it was listed.' })
  createdAt!: number;
}

@ObjectType('BlockListEntryEdge', { simpleResolvers: true, description: 'An entry in a list.' })
export class BlockListEdgeType {
  @ForViewer()
  @Field(() => String, { description: 'The place in the list.' })
  cursor!: string;

  @ForViewer()
  @Field(() => BlockListEntryType, { description: 'The entry.' })
  node!: EntryNode;
}

@ObjectType('BlockListEntryConnection', {
  simpleResolvers: true,
  description: 'A page of the block list, the newest first.',
})
export class BlockListConnectionType {
  @ForViewer()
  @Field(() => [BlockListEdgeType], { description: 'The entries of this page.' })
  edges!: BlockListEdgeType[];

  @ForViewer()
  @Field(() => PageInfoType, { description: 'Where this page lies in the list.' })
  pageInfo!: PageInfoType;
}

@InputType('AddBlockListEntryInput', { description: 'What is not to be accepted.' })
export class AddBlockListEntryInput {
  @Field(() => blockListKinds, { description: 'What it is to be compared with.' })
  kind!: BlockListKind;

  @Field(() => String, { description: 'At most 200 characters.' })
  value!: string;

  @Field(() => effects, { description: 'What is to happen to a comment.' })
  effect!: BlockListEffect;
}

@InputType('RemoveBlockListEntryInput', { description: 'What is to be accepted again.' })
export class RemoveBlockListEntryInput {
  @Field(() => ID, { description: 'The id of an entry.' })
  entryId!: string;
}

@ObjectType('AddBlockListEntryPayload', {
  simpleResolvers: true,
  description: 'What addBlockListEntry did.',
})
export class AddBlockListEntryPayload extends Payload {
  @Field(() => BlockListEntryType, { nullable: true, description: 'The entry as it is now.' })
  entry!: EntryNode | null;
}

@ObjectType('RemoveBlockListEntryPayload', {
  simpleResolvers: true,
  description: 'What removeBlockListEntry did.',
})
export class RemoveBlockListEntryPayload extends Payload {}
