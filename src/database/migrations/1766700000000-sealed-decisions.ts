import type { MigrationInterface, QueryRunner } from 'typeorm';

/** SQLite lets an insert take the place of a row without asking the triggers of a deletion. */
export class SealedDecisions1766700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type === 'postgres') return;
    await runner.query(`CREATE TRIGGER "moderation_decision_no_replacement"
      BEFORE INSERT ON "moderation_decision"
      WHEN EXISTS (SELECT 1 FROM "moderation_decision" WHERE "id" = NEW."id")
      BEGIN SELECT RAISE(ABORT, 'moderation_decision is append-only'); END`);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type === 'postgres') return;
    await runner.query(`DROP TRIGGER "moderation_decision_no_replacement"`);
  }
}
