import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault } from './model/fault';
import type { Verdict } from './model/verdict';
import { commandOf } from './settings';
import type { Outcome } from './torture';
import type { Received, Subscribed } from './subscribers/journal';
import { describe } from './subscribers/subscriber';

const AROUND = 3;
const FAULTS_TOLD = 20;

/** What happened, in a few lines. */
export function summary({ tally, subscribers, log }: Outcome, { verdicts }: Verdict): string {
  const decided = verdicts.ALWAYS + verdicts.SOMETIMES + verdicts.NEVER;
  const open = ((100 * verdicts.SOMETIMES) / decided).toFixed(2);
  const counts = Object.entries(tally).map(([name, count]) => `${count} ${name}`);
  return `${subscribers.length} subscribers, ${log.length} entries, ${counts.join(', ')}; ${decided} verdicts, ${open} % of them either way`;
}

/** Every fault, the first of them with what is around it. Empty when there is none; else it is kept in a file as well. */
export function report(outcome: Outcome, verdict: Verdict): string {
  const [first] = verdict.faults;
  if (!first) return '';
  const told = verdict.faults.slice(0, FAULTS_TOLD).map((fault) => line(fault, outcome));
  const text = [
    `${verdict.faults.length} faults. Again: ${commandOf(outcome.settings)}`,
    summary(outcome, verdict),
    ...told,
    '',
    ...around(first, outcome, verdict),
  ].join('\n');
  const path = join(mkdtempSync(join(tmpdir(), 'rejoinder-torture-')), 'report.txt');
  writeFileSync(path, text);
  return `${text}\n(also in ${path})`;
}

function line({ kind, text, subscriber, sequence }: Fault, { subscribers }: Outcome): string {
  const whose = subscribers.find(({ number }) => number === subscriber);
  const at = sequence === null ? '' : ` at entry ${sequence}`;
  return `${kind}${at}: ${text}${whose ? ` (${describe(whose)})` : ''}`;
}

/** The entries around a fault, and what the subscriber had of each. */
function around(fault: Fault, { subscribers }: Outcome, { entries }: Verdict): string[] {
  const { sequence } = fault;
  if (sequence === null) return [];
  const whose = subscribers.find(({ number }) => number === fault.subscriber);
  const near = entries.slice(Math.max(0, sequence - 1 - AROUND), sequence + AROUND);
  const items = whose?.journal.items ?? [];
  const last = items.findLastIndex(
    (item) => item.kind === 'RECEIVED' && item.sequence <= sequence + AROUND,
  );
  const first = items.findIndex(
    (item) => item.kind === 'RECEIVED' && item.sequence >= sequence - AROUND,
  );
  return [
    'The log:',
    ...near.map(({ change, key, when, ...row }) => {
      const mark = row.sequence === sequence ? '>' : ' ';
      const { from, to } = when;
      return `${mark} ${row.sequence} ${change} ${key} by ${row.actorId}, activity ${row.activityId}, ${from.toFixed(1)} to ${to.toFixed(1)} ms`;
    }),
    'Received:',
    ...items.slice(Math.max(0, Math.min(first, last) - 2), last + 2).map(itemLine),
  ];
}

function itemLine(item: Subscribed | Received): string {
  const at = `${item.at.toFixed(1)} ms`;
  if (item.kind === 'SUBSCRIBED') return `  ${at}: subscribed after ${item.after}`;
  const { sequence, type, isLive, isStart, digest } = item;
  const more = digest ? JSON.stringify(digest) : JSON.stringify({ isLive, isStart });
  return `  ${at}: ${sequence} ${type} ${more}`;
}
