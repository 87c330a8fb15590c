import type { Finding, FindingKind } from '../interchange/typepad/findings';
import { hasChangedNothing, type TypepadReport } from '../interchange/typepad/typepad-report';
import { terminalText } from './terminal-text';

/** What an import did, or would do, as a person reads it. */
export function typepadReportText(report: TypepadReport, timeZone: string, path?: string): string {
  const kinds = Object.keys(TITLES) as FindingKind[];
  return [...countLines(report), `Dates are read as those of ${timeZone}.`]
    .concat(
      kinds.flatMap((kind) => findingLines(report, kind, path)),
      closingLines(report),
    )
    .map((line) => `${terminalText(line)}\n`)
    .join('');
}

function countLines({ read, made, matchedProfiles }: TypepadReport): string[] {
  const rows: [string, number][] = [
    ['Entries', read.entries],
    ['  Posts', made.posts],
    ['  Already there', made.postsThere],
    ['  Drafts passed over', read.drafts],
    ['  Refused', read.refusedEntries],
    ['Comments', read.comments],
    ['  Imported', made.comments],
    ['  Already there', made.commentsThere],
    ['  Passed over', read.passedComments],
    ['Pings passed over', read.pings],
    ['Profiles new', made.newProfiles],
    ['  Namesakes', made.ambiguousProfiles],
    ['Profiles matched', matchedProfiles],
  ];
  return rows.map(([label, count]) => `${`${label}:`.padEnd(22)} ${count}`);
}

const TITLES: Readonly<Record<FindingKind, string>> = {
  PASSED_OVER: 'Passed over',
  REFUSED: 'Refused',
  UNREADABLE: 'Not read, because the file is damaged',
  REPAIRED: 'Repaired',
  AMBIGUOUS: 'People of one name who were kept apart (see `rejoinder identities`)',
};

function findingLines(
  { findings, findingCounts }: TypepadReport,
  kind: FindingKind,
  path: string | undefined,
): string[] {
  const named = findings.filter((finding) => finding.kind === kind);
  const count = findingCounts[kind];
  if (count === 0) return [];
  const where = path === undefined ? ' (--report FILE names all)' : `: see ${path}`;
  const others = count > named.length ? [`  and ${count - named.length} more${where}`] : [];
  return [`${TITLES[kind]}: ${count}`, ...named.map(lineOf), ...others];
}

const lineOf = ({ file, line, reason }: Finding): string => `  ${file}, line ${line}: ${reason}`;

function closingLines(report: TypepadReport): string[] {
  if (report.isDryRun) return ['This was a dry run: nothing was changed.'];
  if (!hasChangedNothing(report)) return [];
  const { postsThere, commentsThere } = report.made;
  return [
    postsThere + commentsThere === 0 || report.findingCounts.REFUSED > 0
      ? 'Nothing changed.'
      : 'All of it was there already: nothing changed.',
  ];
}
