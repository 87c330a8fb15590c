import { readLogHead } from '../../src/feed/feed-log.queries';
import type { TestApp } from './app';
import { isPostgres } from './database';

/** One unit that pruned the log, as a trigger saw it. */
export interface PruningStep {
  /** The pruned sequence before and after. */
  readonly from: number;
  readonly to: number;
  /** How far the log reached. */
  readonly head: number;
  /** How many entries there were then more (or fewer) than from the pruned one to the head. */
  readonly surplus: number;
}

const STEP = `NEW."prunedSequence", NEW."sequence",
  (SELECT COUNT(*) FROM "feed_log") - (NEW."sequence" - NEW."prunedSequence")`;

/** Has the database itself note each step by which its log is pruned. */
export async function notePruning(app: TestApp): Promise<void> {
  const sql = (text: string) => app.app.database.source.query(text);
  await sql(
    `CREATE TABLE "pruning_step" ("from" bigint, "to" bigint, "head" bigint, "surplus" bigint)`,
  );
  const insert = `INSERT INTO "pruning_step" VALUES (OLD."prunedSequence", ${STEP})`;
  if (!isPostgres()) {
    await sql(`CREATE TRIGGER "note_pruning" AFTER UPDATE OF "prunedSequence" ON "feed_log_head"
      BEGIN ${insert}; END`);
    return;
  }
  await sql(`CREATE FUNCTION "note_pruning"() RETURNS trigger
    LANGUAGE plpgsql AS $$ BEGIN ${insert}; RETURN NULL; END $$`);
  await sql(`CREATE TRIGGER "note_pruning" AFTER UPDATE OF "prunedSequence" ON "feed_log_head"
    FOR EACH ROW EXECUTE FUNCTION "note_pruning"()`);
}

export function pruningSteps(app: TestApp): Promise<PruningStep[]> {
  return app.app.database.source.query('SELECT * FROM "pruning_step" ORDER BY "from", "to"');
}

export const bounds = (app: TestApp) => readLogHead(app.app.database.reads);

/** Appends entries to the log that say that its last activity was edited. Ask while nothing is being written. */
export async function appendEntries(app: TestApp, count: number, recordedAt: number) {
  const numbers = isPostgres()
    ? `numbers(n) AS (SELECT generate_series(1, ${count}))`
    : `RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})`;
  const { source } = app.app.database;
  await source.query(`WITH ${numbers} INSERT INTO "feed_log"
    ("sequence", "mark", "change", "activityId", "activityType", "actorId", "subjectProfileId",
      "postId", "commentId", "recordedAt")
    SELECT l."sequence" + n, n, 'UPDATED', l."activityId", l."activityType", l."actorId",
      l."subjectProfileId", l."postId", l."commentId", ${recordedAt}
    FROM numbers, "feed_log" AS l JOIN "feed_log_head" AS h ON h."sequence" = l."sequence"`);
  await source.query(
    `UPDATE "feed_log_head" SET "sequence" = "sequence" + ${count}, "mark" = ${count}`,
  );
}
