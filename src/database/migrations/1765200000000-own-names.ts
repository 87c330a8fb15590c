import { randomBytes } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What exports name things by, so that an import tells what this very database named from what another did. */
export class OwnNames1765200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.connection.options.type === 'postgres';
    // SQLite's own row number only under this name.
    const integer = isPostgres ? 'bigint' : 'integer';
    const randomMark = isPostgres
      ? 'floor(random() * 281474976710656)::bigint'
      : '(random() & 281474976710655)';
    const statements = [
      `CREATE TABLE "instance" (
        "id" integer NOT NULL PRIMARY KEY,
        "name" text NOT NULL
      )`,
      `INSERT INTO "instance" VALUES (1, '${randomBytes(8).toString('hex')}')`,

      // Not of the profile's row: they outlive it when it is merged into another.
      `CREATE TABLE "profile_mark" (
        "profileId" ${integer} NOT NULL PRIMARY KEY,
        "mark" bigint NOT NULL
      )`,
      `INSERT INTO "profile_mark" SELECT "id", ${randomMark} FROM "profile"`,
      `INSERT INTO "profile_mark" SELECT "id", ${randomMark} FROM "profile_redirect"`,
    ];
    for (const text of statements) await runner.query(text);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "profile_mark"');
    await runner.query('DROP TABLE "instance"');
  }
}
