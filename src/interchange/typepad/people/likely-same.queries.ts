import { statement, type Queryable } from '../../../database/statement';

/** A profile that may be the same person as the others of its group. */
export interface LikelyRow {
  /** What the group has in common. Private: it may be an email address. */
  readonly shared: string;
  readonly username: string;
  readonly displayName: string;
  readonly commentCount: number;
}

/** What comments were signed with, for each profile once. */
const SIGNED = `"comment_source" AS s JOIN "comment" AS c ON c."id" = s."commentId"`;
const NAME = `lower(trim(s."name"))`;

/**
 * Profiles that have something in common, by what they have.
 * @param pairs a select of `shared` and `profileId`, each pair once
 * @param condition what of a group tells that it is one
 */
const sharing = (pairs: string, condition = `count(*) > 1`) =>
  statement<LikelyRow>(
    () => `WITH pairs AS (${pairs}),
      groups AS (SELECT "shared" FROM pairs GROUP BY "shared" HAVING ${condition})
      SELECT DISTINCT pairs."shared", p."username", p."displayName", p."commentCount"
      FROM groups JOIN pairs ON pairs."shared" = groups."shared" JOIN "profile" AS p ON p."id" = pairs."profileId"
      ORDER BY pairs."shared", p."commentCount" DESC, p."username"`,
  );

const nameAndUrl = sharing(`SELECT DISTINCT ${NAME} || ' ' ||
      rtrim(replace(replace(replace(lower(trim(s."url")), 'https://', ''), 'http://', ''), 'www.', ''), '/') AS "shared",
      c."authorId" AS "profileId"
    FROM ${SIGNED} WHERE s."name" <> '' AND lower(s."url") LIKE 'http%://%_._%'
      AND lower(s."url") NOT LIKE '%://profile.typepad.com/%'`);

const email =
  sharing(`SELECT DISTINCT lower(trim(s."email")) AS "shared", c."authorId" AS "profileId"
    FROM ${SIGNED} WHERE s."email" LIKE '%_@_%'`);

const aliasAndId = sharing(
  `SELECT DISTINCT ${NAME} AS "shared", c."authorId" AS "profileId",
      CASE WHEN i."value" LIKE '6p%' THEN 1 ELSE 0 END AS "isOpaque"
    FROM ${SIGNED} JOIN "identity" AS i ON i."id" = s."identityId"
    WHERE i."kind" = 'TYPEPAD' AND s."name" <> ''`,
  `count(DISTINCT "isOpaque") = 2 AND count(DISTINCT "profileId") > 1`,
);

/** What people can have in common, by the statement that finds those who do. */
export const likenesses = {
  NAME_AND_URL: nameAndUrl,
  EMAIL: email,
  ALIAS_AND_ID: aliasAndId,
} as const;

export type Likeness = keyof typeof likenesses;

export function likelySame(on: Queryable, likeness: Likeness): Promise<LikelyRow[]> {
  return on.all(likenesses[likeness], {});
}
