/** What of each table is in an export: a list of it, or why nothing is. */
export const TABLES: Readonly<Record<string, string>> = {
  account: 'account',
  account_token: 'confirmations',
  activity: 'activities',
  block: 'blocks',
  comment: 'comments',
  comment_report: 'reports',
  comment_source: 'importedSignatures',
  favorite: 'favorites',
  follow: 'following',
  foreign_object: 'namesElsewhere',
  identity: 'identities',
  notification: 'notifications',
  post: 'posts',
  post_section: 'importedSections',
  post_source: 'importedPosts',
  profile: 'profile',
  profile_claim: 'claims',
  profile_redirect: 'formerProfiles',
  session: 'sessions',
  block_list_entry: 'not: of nobody',
  block_list_head: 'not: of nobody',
  moderation_decision: 'decisionsOnComments',
  departure: 'not: only of who is no longer there',
  feed_log: 'not: it follows from the activities and notifications',
  feed_log_head: 'not: of nobody',
  instance: 'not: of nobody',
  post_address: 'not: of a page',
  profile_mark: 'not: a random number',
  profile_term: 'not: it follows from the names',
  site: 'not: of a site',
  site_address: 'not: of a site',
  waiting_act: 'not: nobody knows yet whether it is true',
};

const HERS = 'whose it is';
const ROW = 'a number of the row, which nobody is told';
const TOLD = 'told by what it leads to: a name, an address or a date';
const FOLLOWS = 'it follows from other rows';
const OTHERS = 'what others do, each of whom has it in their own';
const SECRET = 'nobody can use it but the server';

/** Columns of those tables of which an export tells nothing, in their order, and why. */
export const UNTOLD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  account: { id: ROW, profileId: HERS, emailKey: FOLLOWS, passwordHash: SECRET },
  account_token: { tokenHash: SECRET, accountId: HERS },
  session: { id: ROW, tokenHash: SECRET, accountId: HERS },
  block: { blockerId: HERS, blockedId: TOLD },
  profile_claim: {
    ...{ id: ROW, profileId: TOLD, claimantId: HERS, codeHash: SECRET },
    triesLeft: SECRET,
  },
  comment: {
    ...{ postId: TOLD, authorId: HERS, bodyHtml: FOLLOWS, isVisible: FOLLOWS, isListed: FOLLOWS },
    ...{ replyCount: OTHERS, lostReplyCount: OTHERS, listedReplyCount: OTHERS },
    ...{ favoriteCount: OTHERS, reportCount: OTHERS },
  },
  comment_source: { key: SECRET, identityId: TOLD, position: SECRET, keys: SECRET },
  favorite: { id: ROW, profileId: HERS, postId: TOLD, activityId: TOLD },
  activity: { actorId: HERS, subjectProfileId: TOLD, postId: TOLD },
  follow: { followerId: HERS, followeeId: TOLD, sinceSequence: SECRET, activityId: TOLD },
  foreign_object: { localId: TOLD },
  moderation_decision: {
    ...{ id: ROW, subject: 'told by the list', actorId: 'moderators alone are told who decided' },
    ...{ profileId: 'told by the list', siteId: 'of what they decided themselves, told' },
  },
  comment_report: { id: ROW, reporterId: HERS, isSettled: 'what moderators made of it' },
  notification: { id: ROW, recipientId: HERS, activityId: TOLD, actorId: TOLD },
  post: {
    ...{ siteId: TOLD, authorId: HERS },
    ...{ commentCount: OTHERS, listedCommentCount: OTHERS, favoriteCount: OTHERS },
  },
  post_section: { position: 'told by the order' },
  identity: { id: ROW, profileId: HERS, isDescribed: SECRET },
  profile: { usernameKey: FOLLOWS, isClaimed: FOLLOWS, isDeleted: FOLLOWS },
  profile_redirect: { usernameKey: 'told as the username', profileId: HERS, sequence: SECRET },
};
