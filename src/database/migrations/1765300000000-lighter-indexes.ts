import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Comments on pages, nearly all there are, are no longer in indexes by which only replies and follows are looked up. */
export class LighterIndexes1765300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await make(runner, ' WHERE "subjectProfileId" IS NOT NULL', ' AND "inReplyToId" IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await make(runner, '', '');
  }
}

async function make(runner: QueryRunner, ofSubject: string, ofReply: string): Promise<void> {
  const statements = [
    'DROP INDEX "activity_subject"',
    `CREATE INDEX "activity_subject" ON "activity" ("subjectProfileId", "actorId")${ofSubject}`,
    'DROP INDEX "comment_reply"',
    `CREATE INDEX "comment_reply" ON "comment" ("inReplyToId", "createdAt", "id") WHERE "isListed"${ofReply}`,
  ];
  for (const text of statements) await runner.query(text);
}
