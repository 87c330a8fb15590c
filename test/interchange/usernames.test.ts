import 'reflect-metadata';
import type { Unit } from '../../src/database/unit-of-work';
import { Usernames, type NamesakeNumbers } from '../../src/interchange/usernames';
import { createProfiles } from '../../src/profiles/profile.service';
import { usernameKey } from '../../src/profiles/username';
import { TestApp } from '../support/app';

const NOBODY = {
  ...{ about: null, location: null, interests: null, homepageUrl: null, avatarUrl: null },
  ...{ joinedAt: null, isClaimed: false },
};

describe('usernames of namesakes', () => {
  let app: TestApp;
  let statements: number;
  let lastId: number;
  beforeEach(async () => {
    app = await TestApp.start();
    statements = 0;
    lastId = 1_000_000;
  });
  afterEach(() => app.close());

  /** The same unit, of which the statements are counted. */
  const counted = (unit: Unit): Unit => ({
    manager: unit.manager,
    insert: unit.insert.bind(unit),
    beforeCommit: unit.beforeCommit.bind(unit),
    afterCommit: unit.afterCommit.bind(unit),
    all: (query, parameters) => {
      statements += 1;
      return unit.all(query, parameters);
    },
  });

  const write = (unit: Unit, names: ReadonlyMap<number, string>): Promise<void> =>
    createProfiles(
      unit,
      [...names].map(([id, username]) => ({ ...NOBODY, id, username, displayName: username })),
    );

  /** Gives and writes so many names in one unit, as an import does. */
  const give = (numbers: NamesakeNumbers, wishes: readonly string[], isLoaded = true) =>
    app.app.database.units.run(async (unit) => {
      const usernames = Usernames.inUnit(counted(unit), numbers);
      if (isLoaded) await usernames.load(wishes);
      const names = new Map<number, string>();
      for (const wish of wishes) {
        const name = await usernames.free(wish, null);
        usernames.take(name, (lastId += 1));
        names.set(lastId, name);
      }
      await write(unit, names);
      return [...names.values()];
    });

  const have = (names: readonly string[]): Promise<void> =>
    app.app.database.units.run((unit) =>
      write(unit, new Map(names.map((name) => [(lastId += 1), name]))),
    );

  const series = (base: string, first: number, last: number): string[] =>
    Array.from({ length: last - first + 1 }, (_name, index) =>
      first + index === 1 ? base : `${base}-${first + index}`,
    );

  it.each([true, false])(
    'are found by few statements for thousands (looked up together: %s)',
    async (isLoaded) => {
      const numbers: NamesakeNumbers = new Map();
      const given: string[] = [];
      for (let unit = 0; unit < 20; unit += 1)
        given.push(...(await give(numbers, Array<string>(100).fill('田中'), isLoaded)));
      expect(given).toEqual(series('somebody', 1, 2_000));
      expect(statements).toBeLessThan(isLoaded ? 30 : 90);
    },
  );

  it('are found by few statements where thousands were there before', async () => {
    await have(series('somebody', 1, 3_000));
    const given = await give(new Map(), ['山田', '田中', '鈴木']);
    expect(given).toEqual(series('somebody', 3_001, 3_003));
    expect(statements).toBeLessThan(8);
  });

  it('fill the gaps that are near', async () => {
    await have(['bob', 'Bob-2', 'bob-4', 'bob-9']);
    const given = await give(new Map(), Array<string>(6).fill('BOB'));
    expect(given).toEqual(['BOB-3', 'BOB-5', 'BOB-6', 'BOB-7', 'BOB-8', 'BOB-10']);
  });

  it('pass over those that others take meanwhile, and old names of who was merged', async () => {
    const numbers: NamesakeNumbers = new Map();
    await give(numbers, Array<string>(10).fill('Bob'));
    await have(['bob-11', 'BOB-13']);
    await have(['cleo']);
    for (const statement of [
      `INSERT INTO "profile_redirect" ("id", "usernameKey", "profileId", "sequence") VALUES (77, 'bob-14', ${lastId}, 0)`,
      `INSERT INTO "profile_mark" ("profileId", "mark") VALUES (77, 1)`,
    ])
      await app.app.database.source.query(statement);
    const given = await give(numbers, ['Bob', 'Bob', 'Bob', 'cleo']);
    expect(given).toEqual(['Bob-12', 'Bob-15', 'Bob-16', 'cleo-2']);
  });

  it('are given again by the next unit where one was undone', async () => {
    const numbers: NamesakeNumbers = new Map();
    await give(numbers, Array<string>(10).fill('Bob'));
    const undone = app.app.database.units.run(async (unit) => {
      const usernames = Usernames.inUnit(unit, numbers);
      for (let count = 0; count < 10; count += 1)
        usernames.take(await usernames.free('Bob', null), (lastId += 1));
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await give(numbers, ['Bob'])).toEqual(['Bob-11']);
  });

  it('stay with who has one of the series, and come back once they are given up', async () => {
    await have(series('bob', 1, 70));
    await app.app.database.units.run(async (unit) => {
      const usernames = new Usernames(unit);
      const owner = { profileId: lastId, username: 'bob-70' };
      expect(await usernames.free('Bob', owner)).toBe('bob-70');
      expect(await usernames.free('Bob', null)).toBe('Bob-71');
      expect(await usernames.free('Bo', owner)).toBe('Bo');
      usernames.giveUp('bob');
      expect(usernameKey(await usernames.free('Bob', null))).toBe('bob');
    });
  });
});
