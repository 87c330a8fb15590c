import { isObjectType } from 'graphql';
import { schema } from '../../src/schema/build-schema';
import { fieldsOf, identityFieldOf } from '../support/audience/schema-walk';
import { toldTo } from '../support/notifications';
import { ASKERS } from './sight/askers';
import { Facts } from './sight/facts';
import { FIELDS } from './sight/fields';
import { Gathering } from './sight/gathering';
import { makeWorld } from './sight/history';
import { Judge } from './sight/judge';
import { Listener } from './sight/listening';
import { PAYLOADS } from './sight/payloads';
import { Store } from './sight/store';
import { THINGS } from './sight/things';
import type { World } from './sight/world';

const types = Object.values(schema().getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !name.startsWith('__'));
const inSchema = types.flatMap((type) => fieldsOf(type).map(({ name }) => `${type.name}.${name}`));
const rows = Object.entries(FIELDS).flatMap(([type, fields]) =>
  Object.entries(fields).map(([name, row]) => ({ type, name: `${type}.${name}`, row })),
);
/** What HTTP and feeds can be asked for; of the rest, mutations tell. */
const asked = rows.filter(({ type }) => type !== 'Mutation' && PAYLOADS[type] === undefined);

describe('what each may see', () => {
  let world: World;
  let gathering: Gathering;
  let judge: Judge;

  beforeAll(async () => {
    world = await makeWorld();
    const store = new Store();
    gathering = new Gathering(world, store);
    await gathering.askAll();
    const listeners = await Listener.all(world, world.start);
    for (const listener of listeners) listener.tell(gathering);
    await Promise.all(listeners.map((listener) => listener.close()));
    judge = new Judge(new Facts(world, store), store);
    judge.judgeAll();
  }, 300_000);
  afterAll(() => world.close());

  it('is said of every field of the schema by the tables, and of nothing else', () => {
    expect(rows.map(({ name }) => name).sort()).toEqual([...inSchema].sort());
    const things = types.filter((type) => identityFieldOf(schema(), type) !== null);
    expect(Object.keys(THINGS).sort()).toEqual(things.map(({ name }) => name).sort());
  });

  it('is what the tables say, on every way to it', () => {
    expect([...judge.faults].slice(0, 30)).toEqual([]);
  });

  it('is no secret, wherever in an answer', () => {
    expect(gathering.faults.slice(0, 30)).toEqual([]);
  });

  it('is something of every field, in what everybody is asked about', () => {
    const silent = asked.filter(({ name, row }) => !row.silent && !judge.shown.has(name));
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('is less to somebody, of every field that the table has hide something', () => {
    const open = asked.filter(({ name, row }) => row.hides && !judge.hidden.has(name));
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  it('is what concerns them alone, in their notifications', async () => {
    const told = await Promise.all(
      ASKERS.map(async (asker) => {
        const member = world.who(asker);
        return [asker, member ? await toldTo(world.app, member) : []];
      }),
    );
    const mentioned = ['MENTION by fay'];
    expect(Object.fromEntries(told)).toEqual({
      nobody: [],
      ...{ member: mentioned, blocked: mentioned, moderator: mentioned },
      administrator: mentioned,
      owner: [
        ...['FAVORITE by fay', 'FAVORITE by fay', 'MENTION by fay'],
        ...['REPLY by fay', 'REPLY by fay', 'REPLY by fay', 'FOLLOW by fay'],
      ],
    });
  });
});
