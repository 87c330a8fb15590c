/** Who looks at what the owner has, and the owner. `blocked` is somebody whom the owner blocks, `member` has nothing to do with them. */
export const ASKERS = [
  ...(['nobody', 'member', 'blocked', 'moderator', 'administrator', 'owner'] as const),
] as const;

export type Asker = (typeof ASKERS)[number];
