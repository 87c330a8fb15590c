import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notifications: each has an entry of its own in the feed log, whose sequence is its id. */
export class Notifications1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // SQLite's own row number only under this name.
    const integer = runner.connection.options.type === 'postgres' ? 'bigint' : 'integer';
    const statements = [
      `CREATE TABLE "notification" (
        "id" ${integer} NOT NULL PRIMARY KEY,
        "recipientId" bigint NOT NULL REFERENCES "profile" ("id"),
        "activityId" bigint NOT NULL REFERENCES "activity" ("id"),
        "actorId" bigint NOT NULL REFERENCES "profile" ("id"),
        "reason" text NOT NULL,
        "createdAt" bigint NOT NULL,
        "isVisible" boolean NOT NULL
      )`,
      `CREATE INDEX "notification_recipient" ON "notification" ("recipientId", "id") WHERE "isVisible"`,
      // One act, one notification.
      `CREATE UNIQUE INDEX "notification_activity" ON "notification" ("activityId", "recipientId")
        WHERE "isVisible"`,

      `ALTER TABLE "feed_log" ADD COLUMN "recipientId" bigint`,
      `ALTER TABLE "feed_log" ADD COLUMN "notificationId" bigint`,
      `CREATE INDEX "feed_log_recipient" ON "feed_log" ("recipientId", "sequence")
        WHERE "recipientId" IS NOT NULL`,

      `ALTER TABLE "account" ADD COLUMN "seenNotificationId" bigint NOT NULL DEFAULT 0`,
    ];
    for (const text of statements) await runner.query(text);
  }

  async down(runner: QueryRunner): Promise<void> {
    const statements = [
      `ALTER TABLE "account" DROP COLUMN "seenNotificationId"`,
      `DROP INDEX "feed_log_recipient"`,
      `ALTER TABLE "feed_log" DROP COLUMN "notificationId"`,
      `ALTER TABLE "feed_log" DROP COLUMN "recipientId"`,
      `DROP TABLE "notification"`,
    ];
    for (const text of statements) await runner.query(text);
  }
}
