import { hasChangedNothing, type ImportReport } from '../interchange/activitystreams/report';

/** What an import did, as a person reads it. */
export function reportText(report: ImportReport): string {
  return [...countLines(report), ...renamingLines(report), ...passedLines(report)]
    .concat(waitingLines(report), faultLines(report), closingLines(report))
    .map((line) => `${line}\n`)
    .join('');
}

function countLines({ counts, matchedProfiles }: ImportReport): string[] {
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

function renamingLines({ renamings, renamedProfiles }: ImportReport): string[] {
  if (renamedProfiles === 0) return [];
  return [
    `Profiles renamed, because their username is taken or not allowed: ${renamedProfiles}`,
    ...renamings.map(({ id, wished, username }) => `  ${wished} is ${username} here (${id})`),
    ...more(renamedProfiles - renamings.length),
  ];
}

function passedLines({ passedOver }: ImportReport): string[] {
  if (passedOver.size === 0) return [];
  const rows = [...passedOver].sort(([a], [b]) => a.localeCompare(b, 'en'));
  return ['Passed over:', ...rows.map(([label, count]) => `  ${label}: ${count}`)];
}

function waitingLines({ waiting: { total, first } }: ImportReport): string[] {
  if (total === 0) return [];
  const named = first.reduce((sum, { count }) => sum + count, 0);
  return [
    `Kept until what they are about is imported: ${total}`,
    ...first.map(({ awaitedId, count }) => `  ${awaitedId}${count > 1 ? ` (${count})` : ''}`),
    ...more(total - named),
  ];
}

function faultLines({ faults, faultCount }: ImportReport): string[] {
  if (faultCount === 0) return [];
  return [
    `Skipped, because of faults: ${faultCount}`,
    ...faults.map(
      ({ line, reason }) => `  ${line === null ? 'kept before' : `line ${line}`}: ${reason}`,
    ),
    ...more(faultCount - faults.length),
  ];
}

function closingLines(report: ImportReport): string[] {
  if (!hasChangedNothing(report)) return [];
  return report.counts.alreadyThere > 0
    ? ['Everything was there already: nothing changed.']
    : ['Nothing changed.'];
}

const more = (count: number): string[] => (count > 0 ? [`  and ${count} more`] : []);
