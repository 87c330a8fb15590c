import type { Told } from './questions';
import type { ClassifiedField } from './schema-walk';

/** What one viewer was told. */
export interface Answer extends Told {
  readonly viewer: string;
  /** Whether the person whose words or name the object tells blocks the viewer. */
  readonly isBlocked: boolean;
}

const WHERE = 'test/support/audience/divided-place.ts';

/**
 * What is wrong with the classification of a field, judged by what several viewers were told of the same objects; null
 * where nothing is.
 */
export function faultOf(
  { name, audience, isIdentity }: ClassifiedField,
  answers: readonly Answer[],
): string | null {
  if (audience !== 'EVERYONE' && audience !== 'UNBLOCKED' && audience !== 'VIEWER')
    return 'nobody has said for whom it is the same: mark it @ForEveryone(), @ForUnblocked() or @ForViewer()';
  if (isIdentity)
    return audience === 'EVERYONE' ? null : 'what tells objects apart is for everyone';
  if (audience !== 'VIEWER' && /\.viewer[A-Z]/.test(name))
    return 'by its name it is for the viewer';
  if (answers.every(({ value }) => value === 'null'))
    return `there is nothing to compare: add a sample in which it says something to ${WHERE}`;
  const shared = groupsOf(answers);
  if (audience === 'VIEWER') return forViewer(answers, shared);
  if (shared.length === 0)
    return `no two viewers were shown the same object: where that cannot be, mark it @ForViewer(), else add a sample to ${WHERE}`;
  return audience === 'EVERYONE' ? forEveryone(shared) : forUnblocked(shared);
}

/** What was told of each object that two viewers at least were shown. */
function groupsOf(answers: readonly Answer[]): (readonly Answer[])[] {
  const groups = new Map<string, Answer[]>();
  for (const answer of answers) {
    const group = groups.get(answer.identity) ?? [];
    groups.set(answer.identity, group);
    group.push(answer);
  }
  return [...groups.values()].filter((group) => viewersOf(group) > 1);
}

const viewersOf = (answers: readonly Answer[]) => new Set(answers.map(({ viewer }) => viewer)).size;

const isSame = (answers: readonly Answer[]) => new Set(answers.map(({ value }) => value)).size < 2;

const tell = (answers: readonly Answer[]) =>
  answers.map(({ viewer, value }) => `${viewer}: ${value}`).join(', ');

function forEveryone(shared: readonly (readonly Answer[])[]): string | null {
  const split = shared.find((group) => !isSame(group));
  return split ? `it is not the same for everyone: ${tell(split)}` : null;
}

function forUnblocked(shared: readonly (readonly Answer[])[]): string | null {
  let isHidden = false;
  for (const group of shared) {
    const seeing = group.filter(({ isBlocked }) => !isBlocked);
    if (!isSame(seeing)) return `it is not the same for all who are not blocked: ${tell(group)}`;
    const [shown] = seeing;
    isHidden ||= group.some(({ isBlocked, value }) => isBlocked && value !== shown?.value);
  }
  if (isHidden) return null;
  return `a block changes nothing of it, or ${WHERE} does not say whom its type shows`;
}

function forViewer(
  answers: readonly Answer[],
  shared: readonly (readonly Answer[])[],
): string | null {
  if (viewersOf(answers) < 2) return `only one viewer was asked: add a sample to ${WHERE}`;
  // What is shown to one viewer only is never shared, whatever it says.
  if (shared.length === 0 || shared.some((group) => !isSame(group))) return null;
  return `all viewers were told the same: mark it less cautiously, or add a sample to ${WHERE} that tells them apart`;
}
