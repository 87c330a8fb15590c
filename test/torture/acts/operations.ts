const ERRORS = 'userErrors { code message }';
const PROFILE = `profile { id } ${ERRORS}`;

export const operations = {
  join: `mutation ($input: JoinInput!) { join(input: $input) { session { token } ${PROFILE} } }`,
  addComment: `mutation ($input: AddCommentInput!) {
    addComment(input: $input) { comment { id post { id } } ${ERRORS} } }`,
  editComment: `mutation ($input: EditCommentInput!) {
    editComment(input: $input) { comment { id } ${ERRORS} } }`,
  deleteComment: `mutation ($input: DeleteCommentInput!) {
    deleteComment(input: $input) { deletedCommentId ${ERRORS} } }`,
  addFavorite: `mutation ($input: AddFavoriteInput!) {
    addFavorite(input: $input) { subject { id } ${ERRORS} } }`,
  removeFavorite: `mutation ($input: RemoveFavoriteInput!) {
    removeFavorite(input: $input) { subject { id } ${ERRORS} } }`,
  followProfile: `mutation ($input: FollowProfileInput!) { followProfile(input: $input) { ${PROFILE} } }`,
  unfollowProfile: `mutation ($input: UnfollowProfileInput!) { unfollowProfile(input: $input) { ${PROFILE} } }`,
  blockProfile: `mutation ($input: BlockProfileInput!) { blockProfile(input: $input) { ${PROFILE} } }`,
  unblockProfile: `mutation ($input: UnblockProfileInput!) { unblockProfile(input: $input) { ${PROFILE} } }`,
} as const;
