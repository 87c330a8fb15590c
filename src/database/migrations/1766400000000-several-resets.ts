import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = `"tokenHash", "accountId", "purpose", "email", "createdAt", "expiresAt"`;

/** Several codes for a new password are good at a time: with one, whoever asks for more makes those before worthless. */
export class SeveralResets1766400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await rebuild(runner, '', '');
    await runner.query(
      `CREATE INDEX "account_token_account" ON "account_token" ("accountId", "purpose")`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "account_token_account"`);
    await rebuild(
      runner,
      `, UNIQUE ("accountId", "purpose")`,
      `WHERE "purpose" <> 'RESET_PASSWORD'`,
    );
  }
}

/** SQLite cannot drop a constraint. */
async function rebuild(runner: QueryRunner, constraint: string, kept: string): Promise<void> {
  const key = runner.connection.options.type === 'postgres' ? 'text COLLATE "C"' : 'text';
  const statements = [
    `DROP INDEX "account_token_expiry"`,
    `ALTER TABLE "account_token" RENAME TO "account_token_before"`,
    `CREATE TABLE "account_token" (
      "tokenHash" ${key} NOT NULL PRIMARY KEY,
      "accountId" bigint NOT NULL REFERENCES "account" ("id"),
      "purpose" text NOT NULL,
      "email" text NOT NULL,
      "createdAt" bigint NOT NULL,
      "expiresAt" bigint NOT NULL${constraint}
    )`,
    `INSERT INTO "account_token" (${columns}) SELECT ${columns} FROM "account_token_before" ${kept}`,
    `DROP TABLE "account_token_before"`,
    `CREATE INDEX "account_token_expiry" ON "account_token" ("expiresAt")`,
  ];
  for (const text of statements) await runner.query(text);
}
