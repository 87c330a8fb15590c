import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A comment that is held keeps the title that it names its post by, until it is published. */
export class HeldTitles1766500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "comment" ADD COLUMN "postTitle" text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "comment" DROP COLUMN "postTitle"`);
  }
}
