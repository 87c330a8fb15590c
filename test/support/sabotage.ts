import type { TestApp } from './app';

/** What makes the database fail at chosen moments of a unit of work, by triggers of its own. */
export class Sabotage {
  constructor(private readonly app: TestApp) {}

  private get isPostgres(): boolean {
    return this.app.app.database.name === 'postgres';
  }

  /** Once the rows of an act are written: its entry in the feed log fails. */
  async failLogEntriesOf(actorId: number): Promise<void> {
    if (!this.isPostgres) {
      await this.run(`CREATE TRIGGER "fail_entry" BEFORE INSERT ON "feed_log"
        WHEN NEW."actorId" = ${actorId} BEGIN SELECT RAISE(ABORT, 'sabotage'); END`);
      return;
    }
    await this.run(failing('fail_entry'));
    await this.run(`CREATE TRIGGER "fail_entry" BEFORE INSERT ON "feed_log" FOR EACH ROW
      WHEN (NEW."actorId" = ${actorId}) EXECUTE FUNCTION "fail_entry"()`);
  }

  /** All is written, log entry included: the COMMIT itself fails. */
  async failCommitsOf(bodyPrefix: string): Promise<void> {
    const condition = `NEW."body" LIKE '${bodyPrefix}%'`;
    if (!this.isPostgres) {
      await this.run(`CREATE TABLE "promise" ("id" integer PRIMARY KEY)`);
      await this.run(`CREATE TABLE "broken_promise" ("id" integer
        REFERENCES "promise" ("id") DEFERRABLE INITIALLY DEFERRED)`);
      await this.run(`CREATE TRIGGER "fail_commit" AFTER INSERT ON "comment" WHEN ${condition}
        BEGIN INSERT INTO "broken_promise" VALUES (1); END`);
      return;
    }
    await this.run(failing('fail_commit'));
    await this.run(`CREATE CONSTRAINT TRIGGER "fail_commit" AFTER INSERT ON "comment"
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
      WHEN (${condition}) EXECUTE FUNCTION "fail_commit"()`);
  }

  /** In the midst of a unit the whole transaction is undone: SQLite does so when a disk is full. */
  async undoTransactionsOf(bodyPrefix: string): Promise<void> {
    await this.run(`CREATE TRIGGER "undo_all" AFTER INSERT ON "comment"
      WHEN NEW."body" LIKE '${bodyPrefix}%' BEGIN SELECT RAISE(ROLLBACK, 'sabotage'); END`);
  }

  /** No comment can be deleted. */
  async failDeletionsOfComments(): Promise<void> {
    const before = 'CREATE TRIGGER "fail_deletion" BEFORE UPDATE OF "deletedAt" ON "comment"';
    if (!this.isPostgres) {
      await this.run(`${before} BEGIN SELECT RAISE(ABORT, 'sabotage'); END`);
      return;
    }
    await this.run(failing('fail_deletion'));
    await this.run(`${before} FOR EACH ROW EXECUTE FUNCTION "fail_deletion"()`);
  }

  private async run(text: string): Promise<void> {
    await this.app.app.database.source.query(text);
  }
}

const failing = (name: string): string => `CREATE FUNCTION "${name}"() RETURNS trigger
  LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'sabotage'; END $$`;
