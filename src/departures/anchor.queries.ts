import { first, statement, type Queryable } from '../database/statement';

/** What may refer to a deleted profile; that for which there is no index last. */
const REFERRING = [
  ['comment', 'authorId'],
  ['post', 'authorId'],
  ['profile_redirect', 'profileId'],
  ['comment_report', 'reporterId'],
  ['activity', 'subjectProfileId'],
  ['feed_log', 'actorId'],
  ['feed_log', 'recipientId'],
  ['activity', 'actorId'],
  ['feed_log', 'subjectProfileId'],
  ['notification', 'recipientId'],
  ['notification', 'actorId'],
] as const;

const referred = statement<{ isReferred: boolean | number }>(() => {
  const each = REFERRING.map(
    ([table, column]) => `EXISTS (SELECT 1 FROM "${table}" WHERE "${column}" = :profileId)`,
  );
  return `SELECT ${each.join(' OR ')} AS "isReferred"`;
});

/** Whether anything refers to a profile but what it is known by. */
export async function isReferredTo(on: Queryable, profileId: number): Promise<boolean> {
  return Boolean((await first(on, referred, { profileId }))?.isReferred);
}

const drop = (table: string, column: string) =>
  statement<never>(() => `DELETE FROM "${table}" WHERE "${column}" = :profileId`);

const drops = [
  drop('identity', 'profileId'),
  drop('profile_mark', 'profileId'),
  drop('profile', 'id'),
];

/** Deletes a profile that nothing refers to, and with it the digests of what it was known by: its name is free again. */
export async function dropProfile(on: Queryable, profileId: number): Promise<void> {
  for (const each of drops) await on.all(each, { profileId });
}
