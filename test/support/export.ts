import {
  exportProfile,
  exportServer,
} from '../../src/interchange/activitystreams/writing/exporting';
import { linesText } from '../../src/interchange/activitystreams/writing/export-text';
import type { TestApp } from './app';

const BASE = 'https://rejoinder.example';

/** The lines of an export: of one profile, or of the whole server. */
export async function exported(
  app: TestApp,
  username: string | null = null,
  base = BASE,
): Promise<string[]> {
  return app.app.database.snapshot(async (on) => {
    const objects =
      username === null ? exportServer(on, base) : await exportProfile(on, base, username);
    if (!objects) throw new Error(`There is no ${username}.`);
    const lines: string[] = [];
    for await (const line of linesText(objects)) lines.push(line);
    return lines;
  });
}

const QUERIES: Readonly<Record<string, string>> = {
  profiles: `SELECT "username", "usernameKey", "displayName", "about", "location", "interests", "homepageUrl",
      "avatarUrl", "joinedAt", "followerCount", "followingCount", "commentCount" FROM "profile" ORDER BY "id"`,
  terms: `SELECT t."term", p."username" FROM "profile_term" AS t JOIN "profile" AS p ON p."id" = t."profileId"
    ORDER BY t."term", p."id"`,
  posts: `SELECT post."url", post."title", post."body", post."bodyFormat", post."publishedAt", post."commentCount",
      post."listedCommentCount", post."favoriteCount", s."url" AS site, s."title" AS "siteTitle",
      p."username" AS author
    FROM "post" AS post JOIN "site" AS s ON s."id" = post."siteId" LEFT JOIN "profile" AS p ON p."id" = post."authorId"
    WHERE EXISTS (SELECT 1 FROM "comment" AS c WHERE c."postId" = post."id" AND c."isListed")
      OR EXISTS (SELECT 1 FROM "activity" AS a WHERE a."postId" = post."id" AND a."isVisible")
    ORDER BY post."url"`,
  comments: `SELECT post."url", p."username" AS author, c."body", c."bodyHtml", c."createdAt",
      CASE WHEN c."editedAt" > c."createdAt" THEN c."editedAt" END AS "editedAt", c."isVisible", c."replyCount",
      c."lostReplyCount", c."listedReplyCount", c."favoriteCount", k."createdAt" AS "parentAt", k."body" AS parent
    FROM "comment" AS c JOIN "post" AS post ON post."id" = c."postId" JOIN "profile" AS p ON p."id" = c."authorId"
      LEFT JOIN "comment" AS k ON k."id" = c."inReplyToId" WHERE c."isListed" ORDER BY c."createdAt", c."id"`,
  activities: `SELECT a."type", p."username" AS actor, a."occurredAt", s."username" AS subject, post."url", c."body"
    FROM "activity" AS a JOIN "profile" AS p ON p."id" = a."actorId"
      LEFT JOIN "profile" AS s ON s."id" = a."subjectProfileId" LEFT JOIN "post" AS post ON post."id" = a."postId"
      LEFT JOIN "comment" AS c ON c."id" = a."commentId" WHERE a."isVisible" ORDER BY a."occurredAt", a."id"`,
  follows: `SELECT a."username" AS follower, b."username" AS followee, f."followedAt" FROM "follow" AS f
    JOIN "profile" AS a ON a."id" = f."followerId" JOIN "profile" AS b ON b."id" = f."followeeId" ORDER BY 1, 2`,
  blocks: `SELECT a."username" AS blocker, b."username" AS blocked, f."blockedAt" FROM "block" AS f
    JOIN "profile" AS a ON a."id" = f."blockerId" JOIN "profile" AS b ON b."id" = f."blockedId" ORDER BY 1, 2`,
};

/** All that anybody can see, told without ids. */
export async function visible(app: TestApp): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const [name, query] of Object.entries(QUERIES))
    all[name] = await app.app.database.source.query(query);
  return all;
}

/** Every row of every table, in an order of its own. */
export async function allRows(app: TestApp): Promise<Record<string, string[]>> {
  const { source } = app.app.database;
  const tables: Record<string, string[]> = {};
  for (const { tableName } of source.entityMetadatas) {
    const rows: unknown[] = await source.query(`SELECT * FROM "${tableName}"`);
    tables[tableName] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return tables;
}
