import { randomBytes } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People who delete their accounts: what is left of their profiles, and what is still to be done. */
export class Departures1766300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // SQLite's own row number only under this name.
    const integer = runner.connection.options.type === 'postgres' ? 'bigint' : 'integer';
    const statements = [
      `ALTER TABLE "profile" ADD COLUMN "isDeleted" boolean NOT NULL DEFAULT FALSE`,
      // The key of digests that nobody else can make: of what a deleted profile was known by.
      `ALTER TABLE "instance" ADD COLUMN "digestKey" text NOT NULL DEFAULT ''`,
      `UPDATE "instance" SET "digestKey" = '${randomBytes(32).toString('hex')}'`,
      `CREATE TABLE "departure" (
        "profileId" ${integer} NOT NULL PRIMARY KEY REFERENCES "profile" ("id"),
        "keepsWords" boolean NOT NULL
      )`,
    ];
    for (const text of statements) await runner.query(text);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "departure"');
    await runner.query('ALTER TABLE "instance" DROP COLUMN "digestKey"');
    await runner.query('ALTER TABLE "profile" DROP COLUMN "isDeleted"');
  }
}
