import { schema } from '../../src/schema/build-schema';
import { fieldsOf } from '../support/audience/schema-walk';
import { ASKERS } from './sight/askers';
import { DEEDS } from './sight/deeds';
import { faultsOfDoing } from './sight/doing';
import { makeWorld } from './sight/history';
import type { World } from './sight/world';

describe('what each may do', () => {
  const mutations = fieldsOf(schema().getMutationType()!);
  let world: World;

  beforeAll(async () => {
    world = await makeWorld();
  });
  afterAll(() => world.close());

  it('is said of every mutation by the table, and of nothing else', () => {
    expect(Object.keys(DEEDS).sort()).toEqual(mutations.map(({ name }) => name).sort());
  });

  it.each(mutations.map((field) => [field.name, field] as const))(
    '%s: is what the table says, and so is what is told of it',
    async (name, field) => {
      const deed = DEEDS[name];
      if (!deed) throw new Error(`The table does not name ${name}.`);
      const faults: string[] = [];
      world.nextDay();
      for (const asker of ASKERS) faults.push(...(await faultsOfDoing(world, field, deed, asker)));
      expect(faults).toEqual([]);
    },
  );
});
