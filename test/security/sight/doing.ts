import { getNamedType } from 'graphql';
import { schema } from '../../../src/schema/build-schema';
import type { AnyField, CompositeType } from '../../support/audience/schema-walk';
import type { Asker } from './askers';
import type { Deed, Verdict } from './deeds';
import { Facts } from './facts';
import { Gathering, isNoList } from './gathering';
import { Judge } from './judge';
import { selectionOf } from './selection';
import { Store } from './store';
import type { World } from './world';

/** Has somebody do something. @returns what is wrong with what came of it, and with what they were told */
export async function faultsOfDoing(
  world: World,
  field: AnyField,
  deed: Deed,
  asker: Asker,
): Promise<string[]> {
  const { input, by, undo, endsSession } = deed;
  const given = await input(world, asker);
  const store = new Store();
  const gathering = new Gathering(world, store);
  const inside = selectionOf(schema(), getNamedType(field.type) as CompositeType, {
    things: 2,
    isAsked: isNoList,
  });
  const head = `mutation Do${given ? `($input: ${String(field.args[0]?.type)})` : ''}`;
  const query = `${head} { ${field.name}${given ? '(input: $input)' : ''} ${inside} }`;
  const about = JSON.stringify(given).match(/[\w-]{8,}/g) ?? [];
  const before = await seenByOwner(world, about);
  const who = asker !== 'nobody' && endsSession ? await world.signIn(asker) : world.who(asker);
  const { data, errors } = await gathering.ask(asker, query, {
    by: who,
    variables: { input: given },
  });
  const payload = data?.[field.name];
  const found = verdictOf(payload, errors?.[0]?.extensions.code);
  const faults = [...gathering.faults];
  const wanted = by[asker];
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    faults.push(`${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
  if (found === 'done') {
    world.noteDeed(asker, deed, thingOf(payload));
    await gathering.askTellers();
    const judge = new Judge(new Facts(world, store), store);
    judge.judgeAll();
    faults.push(...judge.faults);
    if (undo) {
      await undo(world, asker);
      world.noteDeed(asker, deed.makes ? { ends: deed.makes } : {}, thingOf(payload));
    }
  } else if ((await seenByOwner(world, about)) !== before) faults.push('something changed');
  if (found !== 'done' && payload) {
    const told = Object.entries(payload).filter(
      ([name]) => !/^(userErrors|__typename)$/.test(name),
    );
    for (const [name, value] of told) if (value !== null) faults.push(`refused, it tells ${name}`);
  }
  return faults.map((fault) => `${field.name} by ${asker}: ${fault}`);
}

/** The first thing in a payload: what the deed was done to. */
const thingOf = (payload: object): string | null =>
  Object.values(payload).flatMap((value: any) => value?.id ?? [])[0] ?? null;

function verdictOf(payload: any, error: string | undefined): Verdict {
  if (error !== undefined) return { error };
  const [userError] = payload.userErrors;
  return userError ? { userError: userError.code } : 'done';
}

/** All that the owner sees in some things. */
async function seenByOwner(world: World, ids: readonly string[]): Promise<string> {
  const store = new Store();
  const gathering = new Gathering(world, store);
  for (const id of ids) await gathering.askWhole(id, ['owner']);
  return JSON.stringify(store.told.map(({ place, value }) => [place, value]));
}
