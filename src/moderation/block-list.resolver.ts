import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ForViewer } from '../schema/audience';
import { ConnectionArgs, toConnectionOf, toPageRequest } from '../schema/connection';
import { requireViewer, type Context } from '../schema/context';
import { numberOf } from '../schema/global-id';
import { answer } from '../schema/payload';
import type { BlockListKind } from './block-list-entry.entity';
import { toEntryNode, type EntryNode } from './block-list.record';
import {
  AddBlockListEntryInput,
  AddBlockListEntryPayload,
  BlockListConnectionType,
  BlockListEntryType,
  blockListKinds,
  RemoveBlockListEntryInput,
  RemoveBlockListEntryPayload,
} from './block-list.type';

@Resolver(() => BlockListEntryType)
export class BlockListResolver {
  @Query(() => BlockListConnectionType, {
    description: 'What comments are not accepted with, the newest first. Moderators only.',
  })
  async blockList(@Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() context: Context) {
    const viewer = requireViewer(context);
    const request = toPageRequest('blockList', args);
    const page = await context.services.blockList.entries(viewer, request);
    return toConnectionOf('blockList', page, (entry) => ({ node: toEntryNode(entry) }));
  }

  @Mutation(() => AddBlockListEntryPayload, {
    description:
      'Has comments held or refused from now on. What is listed already gets the new effect. Moderators only.',
  })
  addBlockListEntry(
    @Arg('input', () => AddBlockListEntryInput, { description: 'The entry.' })
    input: AddBlockListEntryInput,
    @Ctx() context: Context,
  ) {
    const viewer = requireViewer(context);
    return answer<{ entry: EntryNode | null }>({ entry: null }, async () => {
      const entry = await context.services.blockList.add(viewer, input);
      return { entry: entry && toEntryNode(entry) };
    });
  }

  @Mutation(() => RemoveBlockListEntryPayload, {
    description: 'Takes an entry off the list. Again changes nothing. Moderators only.',
  })
  removeBlockListEntry(
    @Arg('input', () => RemoveBlockListEntryInput, { description: 'Which one.' })
    input: RemoveBlockListEntryInput,
    @Ctx() context: Context,
  ) {
    const viewer = requireViewer(context);
    return answer({}, async () => {
      await context.services.blockList.remove(viewer, numberOf('BlockListEntry', input.entryId));
      return {};
    });
  }

  /** The kind of a record is its type. */
  @ForViewer()
  @FieldResolver(() => blockListKinds, { description: 'What it is compared with.' })
  kind(@Root() { entryKind }: EntryNode): BlockListKind {
    return entryKind;
  }
}
