import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was taken back is found by whose it is, as what is seen was before: acts are written without touching these. */
export class TakenBack1766800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE INDEX "activity_taken_back" ON "activity" ("actorId", "id") WHERE NOT "isVisible"`,
      `CREATE INDEX "notification_taken_back" ON "notification" ("recipientId", "id") WHERE NOT "isVisible"`,
    ];
    for (const text of statements) await runner.query(text);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['activity', 'notification'])
      await runner.query(`DROP INDEX "${table}_taken_back"`);
  }
}
