import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A post's comments of some dates are found without reading all that it has: an export may have a hundred thousand. */
export class CommentsByDate1765400000000 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return make(runner, '"postId", "createdAt"');
  }

  down(runner: QueryRunner): Promise<void> {
    return make(runner, '"postId"');
  }
}

async function make(runner: QueryRunner, columns: string): Promise<void> {
  await runner.query('DROP INDEX "comment_post"');
  await runner.query(`CREATE INDEX "comment_post" ON "comment" (${columns})`);
}
