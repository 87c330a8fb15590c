import { first, statement, type Queryable } from '../database/statement';

/** How much a profile has that a merge moves. */
export interface MergeSurvey {
  readonly comments: number;
  readonly posts: number;
  readonly activities: number;
  readonly followers: number;
  readonly following: number;
  readonly favorites: number;
  readonly blocks: number;
  readonly notifications: number;
  readonly identities: number;
}

const count = (table: string, where: string) => `(SELECT COUNT(*) FROM "${table}" WHERE ${where})`;

const survey = statement<MergeSurvey>(
  () => `SELECT
    ${count('comment', '"authorId" = :id')} AS "comments",
    ${count('post', '"authorId" = :id')} AS "posts",
    ${count('activity', '"actorId" = :id AND "isVisible"')} AS "activities",
    ${count('follow', '"followeeId" = :id')} AS "followers",
    ${count('follow', '"followerId" = :id')} AS "following",
    ${count('favorite', '"profileId" = :id')} AS "favorites",
    ${count('block', '"blockerId" = :id OR "blockedId" = :id')} AS "blocks",
    ${count('notification', '"recipientId" = :id AND "isVisible"')} AS "notifications",
    ${count('identity', '"profileId" = :id')} AS "identities"`,
);

export async function surveyOf(on: Queryable, id: number): Promise<MergeSurvey> {
  const row = await first(on, survey, { id });
  if (!row) throw new Error('A survey of a profile has one row.');
  return row;
}
