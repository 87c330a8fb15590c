import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { toSessionRecord } from '../accounts/account-session.type';
import { toViewerRecord } from '../accounts/viewer-record';
import { isShownTo } from '../claims/claim.service';
import { foundBy } from '../comments/visibility';
import { badUserInput } from '../errors';
import { toEntryNode } from '../moderation/block-list.record';
import type { Context } from './context';
import { fromGlobalId, type NodeKind } from './global-id';
import { NodeType, type NodeRecord } from './node.type';

const MAX_IDS = 100;

@Resolver()
export class NodeResolver {
  @Query(() => NodeType, {
    nullable: true,
    description: 'Anything by its global id; null when it is not there for the viewer.',
  })
  node(
    @Arg('id', () => ID, { description: 'A global id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<NodeRecord | null> {
    return load(id, context);
  }

  @Query(() => [NodeType], {
    nullable: 'items',
    description:
      'Many things by their global ids, in the same order; null for what is not there for the viewer.',
  })
  nodes(
    @Arg('ids', () => [ID], { description: 'Global ids, at most 100.' }) ids: string[],
    @Ctx() context: Context,
  ): Promise<(NodeRecord | null)[]> {
    if (ids.length > MAX_IDS) throw badUserInput(`Argument "ids" has more than ${MAX_IDS} ids.`);
    return Promise.all(ids.map((id) => load(id, context)));
  }
}

async function load(globalId: string, context: Context): Promise<NodeRecord | null> {
  const found = fromGlobalId(globalId);
  if (!found) return null;
  const record = await byKind[found.kind](found.id, context);
  // The number of an activity is good for one type of activity only.
  return record?.kind === found.kind ? record : null;
}

type Load = (id: number, context: Context) => Promise<NodeRecord | null> | NodeRecord | null;

const activity: Load = (id, { loaders }) => loaders.activities.load(id);

const byKind: Record<NodeKind, Load> = {
  Profile: async (id, { loaders }) =>
    (await loaders.profiles.load(id)) ?? loaders.mergedProfiles.load(id),
  Site: (id, { loaders }) => loaders.sites.load(id),
  Post: (id, { loaders }) => loaders.posts.load(id),
  Comment: async (id, context) => foundBy(await context.loaders.comments.load(id), context),
  Notification: (id, { loaders }) => loaders.notifications.load(id),
  ProfileClaim: async (id, { loaders, viewer }) => {
    const claim = viewer && (await loaders.claims.load(id));
    return claim && isShownTo(viewer, claim) ? claim : null;
  },
  AccountSession: async (id, { loaders, viewer, services }) => {
    const session = viewer && (await loaders.sessions.load(id));
    return session && services.sessions.isShownTo(viewer, session)
      ? toSessionRecord(session)
      : null;
  },
  ModerationDecision: (id, { loaders, heldSight }) =>
    heldSight.kind === 'ALL' ? loaders.decisions.load(id) : null,
  CommentReport: (id, { loaders, heldSight }) =>
    heldSight.kind === 'ALL' ? loaders.commentReports.load(id) : null,
  BlockListEntry: async (id, { loaders, heldSight }) => {
    const entry = heldSight.kind === 'ALL' ? await loaders.blockListEntries.load(id) : null;
    return entry && toEntryNode(entry);
  },
  Viewer: (id, { viewer }) => (viewer?.accountId === id ? toViewerRecord(viewer) : null),
  CommentActivity: activity,
  FollowActivity: activity,
  FavoriteActivity: activity,
  PostActivity: activity,
};
