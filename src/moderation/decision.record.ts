import { SelectList, type PackedRow } from '../database/columns';
import { PROFILE_COLUMNS, readProfile, type ProfileRecord } from '../profiles/profile.record';
import type { DecisionRule, DecisionSubject } from './decision.entity';

/** One entry of the record, with whoever is in it as they are called now. */
export interface DecisionRecord {
  readonly kind: 'ModerationDecision';
  readonly id: number;
  readonly subject: DecisionSubject;
  readonly rule: DecisionRule | null;
  readonly commentId: number | null;
  readonly siteId: number | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly decidedAt: number;
  readonly moderator: ProfileRecord | null;
  readonly profile: ProfileRecord | null;
}

export const decisionCard = new SelectList({
  decision: [...['id', 'subject', 'rule', 'commentId', 'siteId', 'before', 'after', 'decidedAt']],
  moderator: PROFILE_COLUMNS,
  profile: PROFILE_COLUMNS,
});

/** The record cannot be changed when profiles are merged: what has become of each is looked up. */
const joinPresent = (column: string, name: string): string => `
  LEFT JOIN "profile_redirect" AS ${name}Moved ON ${name}Moved."id" = decision."${column}"
  LEFT JOIN "profile" AS ${name} ON ${name}."id" = COALESCE(${name}Moved."profileId", decision."${column}")`;

/** The joins of {@link decisionCard} to a table that is named `decision`. */
export const DECISION_JOINS =
  joinPresent('actorId', 'moderator') + joinPresent('profileId', 'profile');

type DecisionCells = readonly [
  ...[id: number, subject: DecisionSubject, rule: DecisionRule | null],
  ...[commentId: number | null, siteId: number | null],
  ...[before: string | null, after: string | null, decidedAt: number],
];

export function readDecision(row: PackedRow): DecisionRecord | null {
  const parts = decisionCard.read(row);
  if (!parts.decision) return null;
  const [id, subject, rule, commentId, siteId, before, after, decidedAt] =
    parts.decision as DecisionCells;
  return {
    kind: 'ModerationDecision',
    ...{ id, subject, rule, commentId, siteId, before, after, decidedAt },
    moderator: readProfile(parts.moderator),
    profile: readProfile(parts.profile),
  };
}
