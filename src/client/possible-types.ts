// Written by `npm run schema`.

/** For `new InMemoryCache({ possibleTypes })` of Apollo Client: fragments on an interface match its types. */
export const possibleTypes: Record<string, string[]> = {
  "Activity": [
    "CommentActivity",
    "FavoriteActivity",
    "FollowActivity",
    "PostActivity"
  ],
  "Favoritable": [
    "Comment",
    "Post"
  ],
  "FeedMessage": [
    "ActivityAdded",
    "ActivityRetracted",
    "ActivityUpdated",
    "FeedCheckpoint",
    "NotificationAdded",
    "NotificationRetracted"
  ],
  "Node": [
    "AccountSession",
    "BlockListEntry",
    "Comment",
    "CommentActivity",
    "CommentReport",
    "FavoriteActivity",
    "FollowActivity",
    "ModerationDecision",
    "Notification",
    "Post",
    "PostActivity",
    "Profile",
    "ProfileClaim",
    "Site",
    "Viewer"
  ]
};
