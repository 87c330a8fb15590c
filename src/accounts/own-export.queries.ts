import { blockersOf } from '../blocks/block.queries';
import { statement, type Statement } from '../database/statement';

type Place = number | string;

/** A list that an export holds, by its name: some parts, one after the other. */
export interface OwnList {
  readonly name: string;
  readonly parts: readonly OwnPart[];
}

/** What is read page by page, in the order of its places. */
export interface OwnPart {
  /** The next of its places: many, for they are small, and to sort them takes as long as there are. */
  readonly places: Statement<{ readonly place: Place }>;
  /** What is told of some places. */
  readonly rows: Statement<Readonly<Record<string, unknown>>>;
  /** Where it begins: before every place. */
  readonly start: Place;
}

const PROFILE = 'CAST(:profileId AS bigint)';
const MOST_PLACES = 10_000;

interface Placed {
  /** A column of its own by which the rows are ordered. */
  readonly place: string;
  readonly start?: Place;
  /** Whether a row is found by its place alone; else by whose it is as well. */
  readonly isUnique?: boolean;
  /** Conditions that each row meets one of, where there is an index for each and none for all. */
  readonly parts?: readonly string[];
}

/** @param columns what is told of a row of `from` */
function list(
  name: string,
  columns: readonly string[],
  from: string,
  { place, start = 0, isUnique = true, parts = [''] }: Placed = { place: 't."id"' },
): OwnList {
  // An index by whose it is, which the first condition says, would give all rows for each page.
  const found = isUnique ? from.replace(`= ${PROFILE}`, `+ 0 = ${PROFILE}`) : from;
  const rows = statement<Readonly<Record<string, unknown>>>(
    (sql) => `SELECT ${columns.join(', ')} FROM ${found}
      AND ${sql.isOneOf(place, 'places')} ORDER BY ${place}`,
  );
  return {
    name,
    parts: parts.map((part) => ({
      start,
      places: placesOf(place, `${from} ${part}`, start),
      rows,
    })),
  };
}

function placesOf(place: string, from: string, start: Place): OwnPart['places'] {
  const after = typeof start === 'string' ? 'CAST(:after AS text)' : 'CAST(:after AS bigint)';
  return statement(
    () => `SELECT ${place} AS "place" FROM ${from}
      AND ${place} > ${after} ORDER BY ${place} LIMIT ${MOST_PLACES}`,
  );
}

const HALVES = ['AND t."isVisible"', 'AND NOT t."isVisible"'];

/** What things of a kind are called elsewhere. Looked for from their side: names do not say whose they are. */
const namesOf = (kind: string, from: string, part = ''): OwnPart => ({
  start: 0,
  places: placesOf('t."id"', `${from} ${part}`, 0),
  rows: statement(
    (sql) => `SELECT f."foreignId", f."kind" FROM "foreign_object" AS f
      WHERE f."kind" = '${kind}' AND ${sql.isOneOf('f."localId"', 'places')}
      ORDER BY f."localId", f."foreignId"`,
  ),
});

const of = (alias: string, ...names: string[]) => names.map((name) => `${alias}."${name}"`);
const WORDS = ['body', 'bodyFormat', 'status', 'createdAt', 'editedAt', 'deletedAt'];

/**
 * Everything that the server holds about somebody, but for what follows from it (search terms, the feed log), and for what
 * nobody can use but the server (hashes). What others keep to themselves, such as whom they block, is not theirs.
 */
export const OWN_LISTS: readonly OwnList[] = [
  list(
    'account',
    of('t', 'email', 'emailVerifiedAt', 'role', 'createdAt', 'seenNotificationId'),
    `"account" AS t WHERE t."profileId" = ${PROFILE}`,
  ),
  list(
    'profile',
    [
      ...of('t', 'id', 'username', 'displayName', 'about', 'location', 'interests', 'homepageUrl'),
      ...of('t', 'avatarUrl', 'joinedAt', 'followerCount', 'followingCount', 'commentCount'),
    ],
    `"profile" AS t WHERE t."id" = ${PROFILE}`,
  ),
  list(
    'formerProfiles',
    [...of('t', 'id'), 't."usernameKey" AS "username"'],
    `"profile_redirect" AS t WHERE t."profileId" = ${PROFILE}`,
  ),
  list(
    'identities',
    of('t', 'kind', 'value', 'namedAt', 'linkedAt'),
    `"identity" AS t WHERE t."profileId" = ${PROFILE}`,
  ),
  list(
    'sessions',
    of('t', 'client', 'createdAt', 'expiresAt'),
    `"session" AS t JOIN "account" AS a ON a."id" = t."accountId" WHERE a."profileId" = ${PROFILE}`,
  ),
  list(
    'confirmations',
    [
      ...of('t', 'purpose', 'createdAt', 'expiresAt'),
      // An address that is not theirs yet may be somebody else's, and what is kept of it tells whether it is.
      `CASE WHEN t."purpose" = 'CHANGE_EMAIL' THEN NULL ELSE t."email" END AS "email"`,
    ],
    `"account_token" AS t JOIN "account" AS a ON a."id" = t."accountId" WHERE a."profileId" = ${PROFILE}`,
    { place: 't."tokenHash"', start: '' },
  ),
  list(
    'comments',
    [
      ...of('t', 'id', ...WORDS, 'postTitle', 'inReplyToId', 'idempotencyKey'),
      'p."url" AS "postUrl"',
    ],
    `"comment" AS t JOIN "post" AS p ON p."id" = t."postId" WHERE t."authorId" = ${PROFILE}`,
  ),
  list(
    'importedSignatures',
    of('t', 'commentId', 'name', 'email', 'ip', 'url', 'dateText'),
    `"comment_source" AS t JOIN "comment" AS c ON c."id" = t."commentId" WHERE c."authorId" = ${PROFILE}`,
    { place: 't."commentId"' },
  ),
  list(
    'posts',
    of('t', 'id', 'url', 'title', 'body', 'bodyFormat', 'publishedAt'),
    `"post" AS t WHERE t."authorId" = ${PROFILE}`,
  ),
  list(
    'importedPosts',
    of('t', 'postId', 'address', 'file', 'dateText', 'header'),
    `"post_source" AS t JOIN "post" AS p ON p."id" = t."postId" WHERE p."authorId" = ${PROFILE}`,
    { place: 't."postId"' },
  ),
  list(
    'importedSections',
    of('t', 'postId', 'section', 'text'),
    `"post_section" AS t JOIN "post" AS p ON p."id" = t."postId" WHERE p."authorId" = ${PROFILE}`,
    // No post has so many sections.
    { place: '(t."postId" * 1000000 + t."position")', isUnique: false },
  ),
  list(
    'following',
    [...of('p', 'username'), ...of('t', 'followedAt')],
    `"follow" AS t JOIN "profile" AS p ON p."id" = t."followeeId" WHERE t."followerId" = ${PROFILE}`,
    { place: 't."followeeId"', isUnique: false },
  ),
  list(
    'followers',
    [...of('p', 'username'), ...of('t', 'followedAt')],
    `"follow" AS t JOIN "profile" AS p ON p."id" = t."followerId" WHERE t."followeeId" = ${PROFILE}`,
    { place: 't."followerId"', isUnique: false },
  ),
  list(
    'favorites',
    [...of('t', 'commentId'), 'p."url" AS "postUrl"', ...of('a', 'occurredAt')],
    `"favorite" AS t JOIN "activity" AS a ON a."id" = t."activityId" JOIN "post" AS p ON p."id" = a."postId"
      WHERE t."profileId" = ${PROFILE}`,
  ),
  list(
    'blocks',
    [...of('p', 'username'), ...of('t', 'blockedAt')],
    `"block" AS t JOIN "profile" AS p ON p."id" = t."blockedId" WHERE t."blockerId" = ${PROFILE}`,
    { place: 't."blockedId"', isUnique: false },
  ),
  list(
    'notifications',
    [
      ...of('t', 'reason', 'createdAt', 'isVisible'),
      'p."username" AS "actor"',
      ...of('a', 'commentId'),
    ],
    // As their list has it: without what tells that somebody blocks them.
    `"notification" AS t JOIN "profile" AS p ON p."id" = t."actorId" JOIN "activity" AS a ON a."id" = t."activityId"
      WHERE t."recipientId" = ${PROFILE} AND t."actorId" NOT IN (${blockersOf(PROFILE)})
        AND (t."reason" <> 'MENTION' OR COALESCE(a."subjectProfileId", 0) NOT IN (${blockersOf(PROFILE)}))`,
    { place: 't."id"', parts: HALVES },
  ),
  list(
    'claims',
    [...of('t', 'method', 'status', 'createdAt'), 'p."username" AS "claimed"'],
    `"profile_claim" AS t JOIN "profile" AS p ON p."id" = t."profileId" WHERE t."claimantId" = ${PROFILE}`,
  ),
  list(
    'reports',
    of('t', 'commentId', 'reason', 'note', 'reportedAt'),
    `"comment_report" AS t WHERE t."reporterId" = ${PROFILE}`,
    { place: 't."commentId"', isUnique: false },
  ),
  list(
    'roleChanges',
    of('t', 'rule', 'before', 'after', 'decidedAt'),
    `"moderation_decision" AS t WHERE t."profileId" = ${PROFILE}`,
  ),
  // By whom is told to moderators alone.
  list(
    'decisionsOnComments',
    of('t', 'commentId', 'rule', 'before', 'after', 'decidedAt'),
    `"moderation_decision" AS t JOIN "comment" AS c ON c."id" = t."commentId" WHERE c."authorId" = ${PROFILE}`,
  ),
  list(
    'decisionsMade',
    [
      ...of('t', 'subject', 'commentId', 'before', 'after', 'decidedAt'),
      ...['p."username" AS "profile"', 's."url" AS "siteUrl"'],
    ],
    `"moderation_decision" AS t LEFT JOIN "profile" AS p ON p."id" = t."profileId"
      LEFT JOIN "site" AS s ON s."id" = t."siteId" WHERE t."actorId" = ${PROFILE}`,
  ),
  list(
    'activities',
    [
      ...of('t', 'id', 'type', 'occurredAt', 'isVisible', 'commentId'),
      ...['p."url" AS "postUrl"', 's."username" AS "subject"'],
    ],
    `"activity" AS t LEFT JOIN "post" AS p ON p."id" = t."postId"
      LEFT JOIN "profile" AS s ON s."id" = t."subjectProfileId" WHERE t."actorId" = ${PROFILE}`,
    { place: 't."id"', parts: HALVES },
  ),
  {
    name: 'namesElsewhere',
    parts: [
      namesOf('COMMENT', `"comment" AS t WHERE t."authorId" = ${PROFILE}`),
      namesOf('POST', `"post" AS t WHERE t."authorId" = ${PROFILE}`),
      ...HALVES.map((half) =>
        namesOf('ACTIVITY', `"activity" AS t WHERE t."actorId" = ${PROFILE}`, half),
      ),
    ],
  },
];
