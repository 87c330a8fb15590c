import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = ['actorId', 'profileId'];

/** Decisions are found by who made them, and by whose role they are about. */
export class OwnDecisions1766810000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS)
      await runner.query(`CREATE INDEX "moderation_decision_${column}" ON "moderation_decision" ("${column}", "id")
        WHERE "${column}" IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.query(`DROP INDEX "moderation_decision_${column}"`);
  }
}
