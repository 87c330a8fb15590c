import type { PackedRow } from '../database/columns';
import {
  directionOf,
  inRange,
  pageOf,
  rangeOf,
  twoWay,
  type Page,
  type PageRequest,
} from '../database/page';
import { first, statement, type Queryable } from '../database/statement';
import type { Unit } from '../database/unit-of-work';
import { DecisionEntity, type DecisionRule, type DecisionSubject } from './decision.entity';
import { DECISION_JOINS, decisionCard, readDecision, type DecisionRecord } from './decision.record';

/** What is to be remembered of a decision. */
export interface NewDecision {
  readonly subject: DecisionSubject;
  /** The profile of whoever decided; null for the server, which then says by which rule. */
  readonly actorId: number | null;
  readonly rule?: DecisionRule;
  readonly commentId?: number;
  readonly profileId?: number;
  readonly siteId?: number;
  readonly before: string | null;
  readonly after: string | null;
  readonly decidedAt: number;
}

/** Adds to the record, in the unit that does what was decided. */
export async function recordDecision(unit: Unit, decision: NewDecision): Promise<void> {
  await unit.insert(DecisionEntity, decision);
}

const list = (where: string, index: string) =>
  twoWay((direction) =>
    statement<PackedRow>(
      (sql) => `SELECT ${decisionCard.text(sql)} FROM (
      SELECT d.* FROM "moderation_decision" AS d ${sql.throughIndex(index)}
      WHERE ${where} ${inRange('d."decidedAt"', 'd."id"')}
      ORDER BY d."decidedAt" ${direction}, d."id" ${direction} LIMIT :limit) AS decision ${DECISION_JOINS}
      ORDER BY decision."decidedAt" ${direction}, decision."id" ${direction}`,
    ),
  );

const all = list('', 'moderation_decision_newest');
const ofComment = list('d."commentId" = :commentId AND', 'moderation_decision_comment');

/** The record, or what it says of one comment; the newest first. */
export async function decisionsPage(
  on: Queryable,
  commentId: number | null,
  request: PageRequest,
): Promise<Page<DecisionRecord>> {
  const query = (commentId === null ? all : ofComment)[directionOf(request, 'NEWEST_FIRST')];
  const about = commentId === null ? {} : { commentId };
  const rows = await on.all(query, { ...about, ...rangeOf(request, 'NEWEST_FIRST') });
  const decisions = rows.flatMap((row) => readDecision(row) ?? []);
  const items = decisions.map((item) => ({ item, key: { at: item.decidedAt, id: item.id } }));
  return pageOf(request, items, null);
}

const byIds = statement<PackedRow>(
  (
    sql,
  ) => `SELECT ${decisionCard.text(sql)} FROM "moderation_decision" AS decision ${DECISION_JOINS}
    WHERE ${sql.isOneOf('decision."id"', 'ids')}`,
);

export async function decisionsByIds(
  on: Queryable,
  ids: readonly number[],
): Promise<DecisionRecord[]> {
  const rows = await on.all(byIds, { ids });
  return rows.flatMap((row) => readDecision(row) ?? []);
}

const lastRule = statement<{ rule: DecisionRule | null }>(
  (
    sql,
  ) => `SELECT "rule" FROM "moderation_decision" ${sql.throughIndex('moderation_decision_comment')}
    WHERE "commentId" = :commentId ORDER BY "decidedAt" DESC, "id" DESC LIMIT 1`,
);

/** By what the server decided on a comment last; null where somebody did, or nothing was decided. */
export async function lastRuleOn(on: Queryable, commentId: number): Promise<DecisionRule | null> {
  return (await first(on, lastRule, { commentId }))?.rule ?? null;
}

const latest = statement<PackedRow>(
  (
    sql,
  ) => `SELECT ${decisionCard.text(sql)} FROM "moderation_decision" AS decision ${DECISION_JOINS}
    WHERE decision."id" IN (SELECT MAX(d."id") FROM "moderation_decision" AS d
      WHERE ${sql.isOneOf('d."commentId"', 'ids')} GROUP BY d."commentId")`,
);

/** The latest decision on each of those comments, by its id. */
export async function latestDecisions(
  on: Queryable,
  ids: readonly number[],
): Promise<{ id: number; decision: DecisionRecord }[]> {
  const rows = await on.all(latest, { ids });
  return rows.flatMap((row) => {
    const decision = readDecision(row);
    return decision?.commentId == null ? [] : { id: decision.commentId, decision };
  });
}

const history = statement<{ wasPublished: number | null; wasApproved: number | null }>(
  () => `SELECT
    MAX(CASE WHEN 'PUBLISHED' IN ("before", "after") THEN 1 ELSE 0 END) AS "wasPublished",
    MAX(CASE WHEN "actorId" IS NOT NULL AND "after" = 'PUBLISHED' THEN 1 ELSE 0 END) AS "wasApproved"
    FROM "moderation_decision" WHERE "commentId" = :commentId`,
);

/** Whether a comment that was decided on has ever been published, and whether a moderator published it. */
export async function historyOf(
  on: Queryable,
  commentId: number,
): Promise<{ wasPublished: boolean; wasApproved: boolean }> {
  const row = await first(on, history, { commentId });
  return { wasPublished: row?.wasPublished === 1, wasApproved: row?.wasApproved === 1 };
}
