import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Profiles that were merged into others: their ids and usernames lead there. */
export class ProfileRedirects1765000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const key = runner.connection.options.type === 'postgres' ? 'text COLLATE "C"' : 'text';
    const statements = [
      `CREATE TABLE "profile_redirect" (
        "id" bigint NOT NULL PRIMARY KEY,
        "usernameKey" ${key} NOT NULL UNIQUE,
        "profileId" bigint NOT NULL REFERENCES "profile" ("id"),
        "sequence" bigint NOT NULL
      )`,
      `CREATE INDEX "profile_redirect_profile" ON "profile_redirect" ("profileId")`,
      // Live feeds look at every batch whether there was a merge.
      `CREATE INDEX "profile_redirect_sequence" ON "profile_redirect" ("sequence")`,
      // Whoever writes to the log after a merge may have read before it who is who.
      `ALTER TABLE "feed_log_head" ADD COLUMN "mergedSequence" bigint NOT NULL DEFAULT -1000000`,
    ];
    for (const text of statements) await runner.query(text);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "feed_log_head" DROP COLUMN "mergedSequence"');
    await runner.query('DROP TABLE "profile_redirect"');
  }
}
