import type { Outcome } from '../torture';
import { subscriptionOf } from '../subscribers/subscriber';
import type { Fault } from './fault';
import { History } from './history';
import { Judge, type Verdicts } from './judge';
import { Matching, type Entry } from './matching';
import { narrowed } from './narrowing';

export interface Verdict {
  readonly faults: readonly Fault[];
  readonly verdicts: Verdicts;
  readonly entries: readonly Entry[];
}

/** Says what each subscriber must have received, by what was acknowledged and in the order of the log, and what is wrong. */
export function judge({ ledger, log, subscribers, faults }: Outcome): Verdict {
  const matching = new Matching(log, ledger);
  const entries = narrowed(matching.entries, firstSeen(subscribers));
  const history = new History(entries, ledger);
  const verdicts: Verdicts = { ALWAYS: 0, SOMETIMES: 0, NEVER: 0 };
  const found = [...faults, ...matching.faults];
  for (const subscriber of subscribers) {
    const { number, journal } = subscriber;
    const subscription = subscriptionOf(subscriber, ledger.posts);
    const own = new Judge(number, subscription, { entries, history });
    own.judge(journal.items);
    for (const reason of journal.failures)
      found.push({
        kind: 'PROTOCOL',
        text: `It ended: ${reason}`,
        subscriber: number,
        sequence: null,
      });
    found.push(...own.faults);
    for (const name of Object.keys(verdicts) as (keyof Verdicts)[])
      verdicts[name] += own.verdicts[name];
  }
  return { faults: found, verdicts, entries };
}

function firstSeen(subscribers: Outcome['subscribers']): Map<number, number> {
  const seenAt = new Map<number, number>();
  for (const { journal } of subscribers)
    for (const item of journal.items)
      if (item.kind === 'RECEIVED')
        seenAt.set(item.sequence, Math.min(item.at, seenAt.get(item.sequence) ?? Infinity));
  return seenAt;
}
