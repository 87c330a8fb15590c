import { ASKERS } from './askers';
import { PAGE, POST_OF_OWNER, type World } from './world';

/**
 * With which arguments each field of Query is asked for, a variant each: as they stand in a document, without the size of
 * lists. A field that needs none may be left out.
 */
export const QUERIES: Record<string, (world: World, things: readonly string[]) => string[]> = {
  node: (_world, things) => things.map((id) => `id: "${id}"`),
  nodes: (_world, things) => [`ids: ["${things.slice(0, 40).join('", "')}"]`],
  profile: (world) =>
    ['owner', 'blocked'].map((name) => `username: "${world.usernameOf(name as 'owner')}"`),
  post: () => [PAGE, POST_OF_OWNER].map((url) => `url: "${url}"`),
  searchProfiles: () => ['query: "o"', 'query: "nobody is called that"'],
};

/** The same for each field of Subscription. */
export const FEEDS: Record<string, (world: World) => string[]> = {
  profileFeed: (world) =>
    (['owner', 'friend'] as const).map((name) => `username: "${world.usernameOf(name)}"`),
  postFeed: () => [PAGE, POST_OF_OWNER].map((url) => `url: "${url}"`),
};

/** Arguments of other fields, as `{ 'Profile.badge': 'size: 1' }`: only of those that need any. */
export const FIELD_ARGUMENTS: Record<string, string> = {};

/** The things of which everything is asked, and everything that they lead to, three things far. */
export const samplesOf = (world: World): string[] => [
  ...[...world.named.values()],
  ...[...world.claims.values()],
  ...ASKERS.flatMap((asker) =>
    [world.who(asker)?.id ?? [], world.who(asker)?.viewerId ?? []].flat(),
  ),
];
