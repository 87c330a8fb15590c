import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A post's comments of one second, and the few that were edited, are found without reading all that it has. By an
 * expression: an index by the date itself looked as good as that of threads to Postgres, and has their replies as well.
 */
export class EditedComments1765500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "comment_post"');
    await runner.query('CREATE INDEX "comment_post" ON "comment" ("postId", ("createdAt" / 1000))');
    await runner.query(
      'CREATE INDEX "comment_edited" ON "comment" ("postId") WHERE "editedAt" IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "comment_edited"');
    await runner.query('DROP INDEX "comment_post"');
    await runner.query('CREATE INDEX "comment_post" ON "comment" ("postId", "createdAt")');
  }
}
