import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The few comments of a post that were edited are found without reading all of them. */
export class EditedComments1765500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX "comment_edited" ON "comment" ("postId") WHERE "editedAt" IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "comment_edited"');
  }
}
