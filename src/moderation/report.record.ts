import { SelectList, type PackedRow } from '../database/columns';
import { PROFILE_COLUMNS, readProfile, type ProfileRecord } from '../profiles/profile.record';
import type { ReportReason } from './report.entity';

/** What a member says of a comment. */
export interface ReportRecord {
  readonly kind: 'CommentReport';
  readonly id: number;
  readonly commentId: number;
  readonly reason: ReportReason;
  readonly note: string | null;
  readonly reportedAt: number;
  readonly isSettled: boolean;
  readonly reporter: ProfileRecord;
}

export const reportCard = new SelectList({
  report: ['id', 'commentId', 'reason', 'note', 'reportedAt', 'isSettled'],
  reporter: PROFILE_COLUMNS,
});

/** The join of {@link reportCard} to a table that is named `report`. */
export const REPORT_JOIN = `JOIN "profile" AS reporter ON reporter."id" = report."reporterId"`;

type ReportCells = readonly [
  ...[id: number, commentId: number, reason: ReportReason, note: string | null],
  ...[reportedAt: number, isSettled: boolean | number],
];

export function readReport(row: PackedRow): ReportRecord | null {
  const parts = reportCard.read(row);
  const reporter = readProfile(parts.reporter);
  if (!parts.report || !reporter) return null;
  const [id, commentId, reason, note, reportedAt, isSettled] = parts.report as ReportCells;
  return {
    kind: 'CommentReport',
    ...{ id, commentId, reason, note, reportedAt, reporter },
    isSettled: Boolean(isSettled),
  };
}
