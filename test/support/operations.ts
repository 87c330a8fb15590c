/** The operations of an application, with the fragments that each uses. */

const COMMENT_ITEM = `fragment CommentItem on Comment {
  id body bodyFormat bodyHtml createdAt editedAt isDeleted status replyCount favoriteCount url
  author { id username displayName avatarUrl }
  inReplyTo { id replyCount author { id username displayName } }
  post { id title url commentCount site { id title url } }
}`;

const COMMENT_VIEWER = `fragment CommentViewer on Comment { id viewerHasFavorited viewerCanEdit viewerCanDelete }`;

const ACTIVITY_ITEM = `fragment ActivityItem on Activity {
  __typename id occurredAt
  actor { id username displayName avatarUrl }
  ... on CommentActivity { comment { ...CommentItem } }
  ... on FollowActivity { followee { id username displayName avatarUrl } }
  ... on FavoriteActivity { subject {
    __typename id favoriteCount
    ... on Comment { url author { id username displayName } }
    ... on Post { title url }
  } }
  ... on PostActivity { post { id title url publishedAt site { id title url } } }
}
${COMMENT_ITEM}`;

const MESSAGE = `fragment FeedMessageItem on FeedMessage {
  __typename cursor
  ... on ActivityAdded { activity { ...ActivityItem } }
  ... on ActivityUpdated { activity { ...ActivityItem } }
  ... on ActivityRetracted { activityId activityType subject {
    __typename id
    ... on Comment { ...CommentItem }
    ... on Post { favoriteCount commentCount }
  } }
  ... on FeedCheckpoint { isLive isStart }
}
${ACTIVITY_ITEM}`;

const NOTIFICATION_ITEM = `fragment NotificationItem on Notification {
  id reason isSeen activity { ...ActivityItem }
}
${ACTIVITY_ITEM}`;

const ERRORS = 'userErrors { field code message }';
const FEED = `liveCursor pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  edges { cursor node { ...ActivityItem } }`;
const PAGE = `$first: Int, $after: String, $last: Int, $before: String`;
const PAGE_ARGS = 'first: $first, after: $after, last: $last, before: $before';
const FOLLOWS = `totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  edges { cursor followedAt node { id username displayName avatarUrl viewerIsFollowing } }`;
const COMMENTS = `totalCount liveCursor pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  edges { cursor node { ...CommentItem ...CommentViewer } }`;

export const operations = {
  Join: `mutation Join($input: JoinInput!) { join(input: $input) {
    session { token expiresAt } profile { id username displayName isClaimed followingCount } ${ERRORS} } }`,
  SignIn: `mutation SignIn($input: SignInInput!) { signIn(input: $input) {
    session { token expiresAt } profile { id username } ${ERRORS} } }`,
  DeleteAccount: `mutation DeleteAccount($input: DeleteAccountInput!) {
    deleteAccount(input: $input) { ${ERRORS} } }`,
  SignOut: `mutation SignOut { signOut { userErrors { code message } } }`,
  ChangePassword: `mutation ChangePassword($input: ChangePasswordInput!) { changePassword(input: $input) { ${ERRORS} } }`,
  RequestPasswordReset: `mutation RequestPasswordReset($input: RequestPasswordResetInput!) {
    requestPasswordReset(input: $input) { ${ERRORS} } }`,
  ResetPassword: `mutation ResetPassword($input: ResetPasswordInput!) { resetPassword(input: $input) { ${ERRORS} } }`,
  ChangeEmail: `mutation ChangeEmail($input: ChangeEmailInput!) { changeEmail(input: $input) {
    viewer { id email isEmailVerified } ${ERRORS} } }`,
  RequestEmailVerification: `mutation RequestEmailVerification { requestEmailVerification {
    viewer { id isEmailVerified } ${ERRORS} } }`,
  ConfirmEmail: `mutation ConfirmEmail($input: ConfirmEmailInput!) { confirmEmail(input: $input) {
    viewer { id email isEmailVerified } ${ERRORS} } }`,
  RevokeSession: `mutation RevokeSession($input: RevokeSessionInput!) { revokeSession(input: $input) {
    revokedSessionId ${ERRORS} } }`,
  SignOutEverywhere: `mutation SignOutEverywhere { signOutEverywhere { ${ERRORS} } }`,
  Sessions: `query Sessions(${PAGE}) { viewer { id sessions(${PAGE_ARGS}) {
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id createdAt lastUsedAt expiresAt isCurrent client } } } } }`,
  Viewer: `query Viewer { viewer { id email role profile { id username displayName } } }`,
  UpdateProfile: `mutation UpdateProfile($input: UpdateProfileInput!) { updateProfile(input: $input) {
    profile { id displayName about location interests homepageUrl avatarUrl } ${ERRORS} } }`,

  AddComment: `mutation AddComment($input: AddCommentInput!) { addComment(input: $input) {
    comment { ...CommentItem ...CommentViewer } ${ERRORS} } } ${COMMENT_ITEM} ${COMMENT_VIEWER}`,
  EditComment: `mutation EditComment($input: EditCommentInput!) { editComment(input: $input) {
    comment { ...CommentItem ...CommentViewer } ${ERRORS} } } ${COMMENT_ITEM} ${COMMENT_VIEWER}`,
  DeleteComment: `mutation DeleteComment($input: DeleteCommentInput!) { deleteComment(input: $input) {
    comment { ...CommentItem } deletedCommentId post { id commentCount } ${ERRORS} } } ${COMMENT_ITEM}`,
  AddFavorite: `mutation AddFavorite($input: AddFavoriteInput!) { addFavorite(input: $input) {
    subject { __typename id favoriteCount viewerHasFavorited } ${ERRORS} } }`,
  RemoveFavorite: `mutation RemoveFavorite($input: RemoveFavoriteInput!) { removeFavorite(input: $input) {
    subject { __typename id favoriteCount viewerHasFavorited } ${ERRORS} } }`,

  Thread: `query Thread($url: String!, ${PAGE}) { post(url: $url) {
    id title url publishedAt author { id username displayName } site { id title url }
    commentCount favoriteCount viewerHasFavorited viewerCanComment
    comments(${PAGE_ARGS}) { totalCount liveCursor
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { ...CommentItem ...CommentViewer
        replies(first: 3) { totalCount pageInfo { hasNextPage endCursor }
          edges { cursor node { ...CommentItem ...CommentViewer } } } } } } } }
    ${COMMENT_ITEM} ${COMMENT_VIEWER}`,
  Replies: `query Replies($commentId: ID!, ${PAGE}) { node(id: $commentId) { id ... on Comment {
    replies(${PAGE_ARGS}) { ${COMMENTS} } } } } ${COMMENT_ITEM} ${COMMENT_VIEWER}`,
  CommentsByProfile: `query CommentsByProfile($username: String!, ${PAGE}) { profile(username: $username) { id
    comments(${PAGE_ARGS}) { ${COMMENTS} } } } ${COMMENT_ITEM} ${COMMENT_VIEWER}`,

  Follow: `mutation Follow($input: FollowProfileInput!) { followProfile(input: $input) {
    profile { id viewerIsFollowing followerCount } ${ERRORS} } }`,
  Unfollow: `mutation Unfollow($input: UnfollowProfileInput!) { unfollowProfile(input: $input) {
    profile { id viewerIsFollowing followerCount } ${ERRORS} } }`,
  Block: `mutation Block($input: BlockProfileInput!) { blockProfile(input: $input) {
    profile { id viewerIsBlocking viewerIsFollowing followerCount } ${ERRORS} } }`,
  Unblock: `mutation Unblock($input: UnblockProfileInput!) { unblockProfile(input: $input) {
    profile { id viewerIsBlocking viewerIsFollowing followerCount } ${ERRORS} } }`,

  ProfilePage: `query ProfilePage($username: String!, ${PAGE}) { profile(username: $username) {
    id username displayName url about location interests homepageUrl avatarUrl joinedAt isClaimed
    viewerIsFollowing viewerIsBlocking followerCount followingCount commentCount
    activity(${PAGE_ARGS}) { ${FEED} } } } ${ACTIVITY_ITEM}`,
  Followers: `query Followers($username: String!, ${PAGE}) { profile(username: $username) { id
    followers(${PAGE_ARGS}) { ${FOLLOWS} } } }`,
  Following: `query Following($username: String!, ${PAGE}) { profile(username: $username) { id
    following(${PAGE_ARGS}) { ${FOLLOWS} } } }`,
  SearchProfiles: `query SearchProfiles($query: String!, ${PAGE}) { searchProfiles(query: $query, ${PAGE_ARGS}) {
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id username displayName } } } }`,
  Node: `query Node($id: ID!) { node(id: $id) { __typename id
    ... on Profile { username } ... on Comment { body } ... on Post { title } } }`,
  Nodes: `query Nodes($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }`,
  RequestProfileClaim: `mutation RequestProfileClaim($input: RequestProfileClaimInput!) {
    requestProfileClaim(input: $input) { claim { id status method } ${ERRORS} } }`,
  ConfirmProfileClaim: `mutation ConfirmProfileClaim($input: ConfirmProfileClaimInput!) {
    confirmProfileClaim(input: $input) { profile { id username isClaimed commentCount } ${ERRORS} } }`,
  DecideProfileClaim: `mutation DecideProfileClaim($input: DecideProfileClaimInput!) {
    decideProfileClaim(input: $input) { claim { id status } ${ERRORS} } }`,
  PendingClaims: `query PendingClaims(${PAGE}) { pendingClaims(${PAGE_ARGS}) {
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id status method
      claimant { id username } profile { id username displayName } } } } }`,
  HomeFeed: `query HomeFeed(${PAGE}) { viewer { id homeFeed(${PAGE_ARGS}) { ${FEED} } } } ${ACTIVITY_ITEM}`,
  PublicFeed: `query PublicFeed(${PAGE}) { publicFeed(${PAGE_ARGS}) { ${FEED} } } ${ACTIVITY_ITEM}`,

  Notifications: `query Notifications(${PAGE}) { viewer { id unseenNotificationCount notifications(${PAGE_ARGS}) {
    liveCursor pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { ...NotificationItem } } } } } ${NOTIFICATION_ITEM}`,
  MarkNotificationsSeen: `mutation MarkNotificationsSeen($input: MarkNotificationsSeenInput!) {
    markNotificationsSeen(input: $input) { viewer { id unseenNotificationCount } ${ERRORS} } }`,

  LiveProfileFeed: `subscription LiveProfileFeed($username: String!, $after: String) {
    profileFeed(username: $username, after: $after) { ...FeedMessageItem } } ${MESSAGE}`,
  LiveHomeFeed: `subscription LiveHomeFeed($after: String) {
    homeFeed(after: $after) { ...FeedMessageItem } } ${MESSAGE}`,
  LivePostFeed: `subscription LivePostFeed($url: String!, $after: String) {
    postFeed(url: $url, after: $after) { ...FeedMessageItem } } ${MESSAGE}`,
  LivePublicFeed: `subscription LivePublicFeed($after: String) {
    publicFeed(after: $after) { ...FeedMessageItem } } ${MESSAGE}`,
  LiveNotifications: `subscription LiveNotifications($after: String) { notifications(after: $after) {
    __typename cursor
    ... on NotificationAdded { notification { ...NotificationItem } viewer { id unseenNotificationCount } }
    ... on NotificationRetracted { notificationId viewer { id unseenNotificationCount } }
    ... on FeedCheckpoint { isLive isStart } } } ${NOTIFICATION_ITEM}`,
} as const;
