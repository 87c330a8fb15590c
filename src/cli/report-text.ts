import {
  hasChangedNothing,
  type ActivityReport,
  type ImportFault,
} from '../interchange/activitystreams/activity-report';
import { terminalText } from './terminal-text';

/** What an import did, as a person reads it. */
export function reportText(report: ActivityReport): string {
  return [...countLines(report), ...renamingLines(report), ...passedLines(report)]
    .concat(waitingLines(report), faultLines(report), damageLines(report), closingLines(report))
    .map((line) => `${terminalText(line)}\n`)
    .join('');
}

function countLines({ counts, matchedProfiles }: ActivityReport): string[] {
  const rows: [string, number][] = [
    ['Activities read', counts.read],
    ['Profiles new', counts.newProfiles],
    ['Profiles matched', matchedProfiles],
    ['Posts', counts.posts],
    ['Comments', counts.comments],
    ['Follows', counts.follows],
    ['Favorites', counts.favorites],
    ['Blocks', counts.blocks],
    ['Edits', counts.edits],
    ['Deletions', counts.deletions],
    ['Undone', counts.undone],
    ['Described later', counts.described],
    ['Already there', counts.alreadyThere],
  ];
  return rows.map(([label, count]) => `${`${label}:`.padEnd(18)} ${count}`);
}

function renamingLines({ renamings, renamedProfiles }: ActivityReport): string[] {
  if (renamedProfiles === 0) return [];
  return [
    `Profiles renamed, because their username is taken or not allowed: ${renamedProfiles}`,
    ...renamings.map(({ id, wished, username }) => `  ${wished} is ${username} here (${id})`),
    ...more(renamedProfiles - renamings.length),
  ];
}

function passedLines({ passedOver }: ActivityReport): string[] {
  if (passedOver.size === 0) return [];
  const rows = [...passedOver].sort(([a], [b]) => a.localeCompare(b, 'en'));
  return ['Passed over:', ...rows.map(([label, count]) => `  ${label}: ${count}`)];
}

function waitingLines({ waiting: { total, first } }: ActivityReport): string[] {
  if (total === 0) return [];
  const named = first.reduce((sum, { count }) => sum + count, 0);
  return [
    `Kept until what they are about is imported: ${total}`,
    ...first.map(({ awaitedId, count }) => `  ${awaitedId}${count > 1 ? ` (${count})` : ''}`),
    ...more(total - named),
  ];
}

function faultLines({ faults, faultCount }: ActivityReport): string[] {
  if (faultCount === 0) return [];
  return [`Refused: ${faultCount}`, ...faults.map(faultLine), ...more(faultCount - faults.length)];
}

function damageLines({ damages, damageCount }: ActivityReport): string[] {
  if (damageCount === 0) return [];
  return [
    `Not read, because the file is damaged: ${damageCount}`,
    ...damages.map(faultLine),
    ...more(damageCount - damages.length),
  ];
}

const faultLine = ({ line, reason }: ImportFault): string =>
  `  ${line === null ? 'kept before' : `line ${line}`}: ${reason}`;

function closingLines(report: ActivityReport): string[] {
  if (!hasChangedNothing(report)) return [];
  const { counts, faultCount, damageCount } = report;
  if (counts.alreadyThere === 0) return ['Nothing changed.'];
  const what = faultCount + damageCount === 0 ? 'Everything' : 'All else';
  return [`${what} was there already: nothing changed.`];
}

const more = (count: number): string[] => (count > 0 ? [`  and ${count} more`] : []);
