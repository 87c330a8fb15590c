import { blocksBetween } from '../../../blocks/block.queries';
import { normalizePostUrl } from '../../../posts/post-url';
import type { Act, Block, Delete, Follow } from '../reading/act';
import type { Draft } from '../known/draft';
import { Fault } from '../reading/fault';
import { isWithdrawn } from '../known/pages.queries';
import type { OwnKind } from '../own-name';

/** An act in the strict sense: it has a doer, and perhaps something that it is about. */
type Deed = Exclude<Act, { does: 'DESCRIBE' | 'PASS' | 'BREAK' }>;

/** Why nothing is left to do: it is there, it only tells who somebody is, or the label under which it is passed over. */
type Verdict = 'THERE' | 'MATCHED' | { readonly passed: string };

const VERBS = {
  MAKE: 'Create',
  FOLLOW: 'Follow',
  BLOCK: 'Block',
  LIKE: 'Like',
  UPDATE_ACTOR: 'Update',
  UPDATE_THING: 'Update',
  DELETE: 'Delete',
  UNDO: 'Undo',
} as const;

/**
 * What a file tells of things that this database itself named changes nothing: the database knows better. So an export
 * can be imported where it was made, whatever has happened since; and no file says, changes or takes back anything in the
 * name of somebody here. What others did with such things (a reply, a favorite, a follow) is theirs, and goes on.
 * @returns whether nothing is left to do; then it is counted
 * @throws Fault where a name is used for what it does not stand for
 */
export async function isOwnAct(draft: Draft, act: Act): Promise<boolean> {
  const verdict = await judge(draft, act);
  if (verdict === null) return false;
  if (verdict === 'THERE') draft.tally.counts.alreadyThere += 1;
  else if (verdict !== 'MATCHED') draft.tally.pass(verdict.passed);
  return true;
}

async function judge(draft: Draft, act: Act): Promise<Verdict | null> {
  if (act.does === 'PASS' || act.does === 'BREAK') return null;
  if (act.does === 'DESCRIBE') {
    const person = await standing(draft, act.actor.id, 'profile');
    if (person === 'GONE') return { passed: 'Somebody of this server who is gone' };
    return person && 'MATCHED';
  }
  return (
    (await judgeNames(draft, act)) ??
    (await judgeDoers(draft, act)) ??
    (await judgeSubject(draft, act))
  );
}

/** An act, or what it made or would change, has a name of this database. */
async function judgeNames(draft: Draft, act: Deed): Promise<Verdict | null> {
  const told = act.does === 'MAKE' ? [act.key, act.thing.id] : [act.key];
  for (const name of told) {
    const found = await standing(draft, name);
    if (found) return found === 'HERE' ? 'THERE' : { passed: `${VERBS[act.does]} that is gone` };
  }
  const found = await standing(draft, changedBy(act));
  if (!found) return null;
  if (found === 'HERE' && act.does === 'DELETE' && (await isNotShown(draft, act.id)))
    return 'THERE';
  return { passed: `${VERBS[act.does]} of what is of this server` };
}

async function judgeDoers(draft: Draft, act: Deed): Promise<Verdict | null> {
  for (const name of doersOf(act)) {
    const found = await standing(draft, name, 'profile');
    // Nothing tells whether somebody who has an account here, and has come from elsewhere too, ended a block here since.
    if (!found && !(act.does === 'BLOCK' && (await draft.people.isClaimed(name)))) continue;
    if (await isKnown(draft, act)) return 'THERE';
    return { passed: `${VERBS[act.does]} in the name of somebody of this server` };
  }
  return null;
}

async function judgeSubject(draft: Draft, act: Deed): Promise<Verdict | null> {
  const isAboutPerson = act.does === 'FOLLOW' || act.does === 'BLOCK';
  const found = await standing(draft, subjectOf(act), isAboutPerson ? 'profile' : 'comment');
  if (isAboutPerson && !(await draft.names.isActKnown(act.key)) && (await areOne(draft, act)))
    return { passed: `${VERBS[act.does]} between two who are one now` };
  if (found !== 'GONE') return null;
  const preposition = act.does === 'MAKE' || act.does === 'UPDATE_THING' ? 'below' : 'of';
  return { passed: `${VERBS[act.does]} ${preposition} what is gone` };
}

/** What an earlier import made of a gone name's namesake in another life of this database counts as foreign. */
async function standing(
  draft: Draft,
  name: string | null,
  expected: OwnKind | null = null,
): Promise<'HERE' | 'GONE' | null> {
  const thing = name === null ? null : await draft.own.find(name);
  if (name === null || !thing) return null;
  if (expected !== null && thing.kind !== expected)
    throw new Fault(`It takes the ${thing.kind} ${name} for a ${expected}.`);
  if (thing.id !== null) return 'HERE';
  const isForeign =
    thing.kind === 'profile' ? await draft.people.known(name) : await draft.names.find(name);
  return isForeign === null ? 'GONE' : null;
}

function changedBy(act: Deed): string | null {
  if (act.does === 'UPDATE_THING' || act.does === 'DELETE') return act.id;
  return act.does === 'UNDO' ? act.undoneKey : null;
}

function doersOf(act: Deed): string[] {
  if (act.does === 'MAKE') return [act.author.id];
  const others = act.does === 'UPDATE_THING' && act.make ? [act.make.author.id] : [];
  return [act.actor.id, ...others];
}

function subjectOf(act: Deed): string | null {
  if (act.does === 'FOLLOW' || act.does === 'BLOCK') return act.target.id;
  if (act.does === 'LIKE') return act.subject;
  if (act.does !== 'MAKE' && act.does !== 'UPDATE_THING') return null;
  return act.thing.kind === 'NOTE' ? act.thing.inReplyTo : null;
}

/** Whether an act of somebody here is known, or stands: it may come by another name than that which it has here. */
async function isKnown(draft: Draft, act: Deed): Promise<boolean> {
  if (act.key !== null && (await draft.names.isActKnown(act.key))) return true;
  if (act.does === 'BLOCK') return isBlocked(draft, act);
  if (act.does === 'DELETE') return isNotShown(draft, act.id);
  if (act.does !== 'MAKE' || act.thing.id === null) return false;
  return (await draft.names.find(act.thing.id))?.kind === 'COMMENT';
}

/** Whether two who were merged are meant. */
async function areOne({ people }: Draft, { actor, target }: Block | Follow): Promise<boolean> {
  const id = await people.known(actor.id);
  return id !== null && id === (await people.known(target.id));
}

async function isBlocked({ people, unit }: Draft, { actor, target }: Block): Promise<boolean> {
  const blockerId = await people.known(actor.id);
  const blockedId = await people.known(target.id);
  if (blockerId === null || blockedId === null) return false;
  return (await blocksBetween(unit, [blockerId], [blockedId])).length > 0;
}

/** Whether a comment or a post is gone from sight. */
async function isNotShown(draft: Draft, id: Delete['id']): Promise<boolean> {
  const row = await draft.names.find(id);
  if (row?.kind === 'COMMENT' && row.localId !== null)
    return (await draft.placeOf(row.localId))?.isVisible === false;
  const url = normalizePostUrl(id);
  const page = (await draft.pages.named(row)) ?? (url === null ? null : await draft.pages.at(url));
  return page !== null && isWithdrawn(draft.unit, page.id);
}
