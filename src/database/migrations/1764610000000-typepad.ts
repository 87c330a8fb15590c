import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What imports of Typepad exports keep: old addresses, and the words as they were written. */
export class Typepad1764610000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.connection.options.type === 'postgres';
    // Keys that are compared as bytes, as SQLite does by itself.
    const key = isPostgres ? 'text COLLATE "C"' : 'text';
    // SQLite's own row number only under this name.
    const integer = isPostgres ? 'bigint' : 'integer';
    const withoutRowid = isPostgres ? '' : ' WITHOUT ROWID';
    const statements = [
      `CREATE TABLE "post_address" (
        "address" ${key} NOT NULL PRIMARY KEY,
        "path" ${key} NOT NULL,
        "postId" bigint NOT NULL REFERENCES "post" ("id")
      )${withoutRowid}`,
      `CREATE INDEX "post_address_path" ON "post_address" ("path")`,
      `CREATE INDEX "post_address_post" ON "post_address" ("postId")`,

      `CREATE TABLE "site_address" (
        "address" ${key} NOT NULL PRIMARY KEY,
        "siteId" bigint NOT NULL REFERENCES "site" ("id"),
        "movedTo" text
      )${withoutRowid}`,
      `CREATE INDEX "site_address_site" ON "site_address" ("siteId")`,

      `CREATE TABLE "post_source" (
        "postId" ${integer} NOT NULL PRIMARY KEY REFERENCES "post" ("id"),
        "address" ${key} NOT NULL,
        "file" text NOT NULL,
        "dateText" text NOT NULL,
        "header" text NOT NULL
      )`,
      `CREATE TABLE "post_section" (
        "postId" bigint NOT NULL REFERENCES "post" ("id"),
        "position" integer NOT NULL,
        "section" text NOT NULL,
        "text" text NOT NULL,
        PRIMARY KEY ("postId", "position")
      )`,

      `CREATE TABLE "comment_source" (
        "commentId" ${integer} NOT NULL PRIMARY KEY REFERENCES "comment" ("id"),
        "key" ${key} NOT NULL UNIQUE,
        "identityId" bigint NOT NULL REFERENCES "identity" ("id"),
        "position" integer NOT NULL,
        "keys" text NOT NULL,
        "name" text NOT NULL,
        "email" text NOT NULL,
        "ip" text NOT NULL,
        "url" text NOT NULL,
        "dateText" text NOT NULL
      )`,

      `ALTER TABLE "identity" ADD COLUMN "namedAt" bigint`,
      `ALTER TABLE "identity" ADD COLUMN "linkedAt" bigint`,
    ];
    for (const text of statements) await runner.query(text);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "identity" DROP COLUMN "linkedAt"`);
    await runner.query(`ALTER TABLE "identity" DROP COLUMN "namedAt"`);
    const tables = [
      'comment_source',
      'post_section',
      'post_source',
      'site_address',
      'post_address',
    ];
    for (const table of tables) await runner.query(`DROP TABLE "${table}"`);
  }
}
