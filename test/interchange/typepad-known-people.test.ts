import 'reflect-metadata';
import type { UnitOfWork } from '../../src/database/unit-of-work';
import { TestApp } from '../support/app';
import { isPostgres } from '../support/database';
import { merge } from '../support/merging';
import { Build } from '../support/server-process';
import { comment, entry, importExportTexts, typepadProfile } from '../support/typepad';

const NAMES = ['Dora', 'Zdora', 'Ben', 'Cleo', 'Eve', 'Finn'];
const ENTRIES = 12;
const LOOKS_PEOPLE_UP = 'FROM "identity" AS i JOIN';

const signed = (name: string) => ({ name, url: typepadProfile(name.toLowerCase()) });

/** The same people on every page, each long enough to be written by itself at first. */
const pages = Array.from({ length: ENTRIES }, (_page, number) =>
  entry(
    `${number}`,
    {},
    Array.from({ length: 40 }, (_comment, place) =>
      comment(`words ${number}.${place}`, {
        ...signed(NAMES[place % NAMES.length] ?? ''),
        date: `10/${10 + number}/2010 09:${10 + place}:00 AM`,
      }),
    ),
  ),
);

describe('the people whom the units of an import meet again and again', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(() => app.close());

  const person = async (username: string) => {
    const query = `query ($username: String!) { profile(username: $username) { id username displayName commentCount } }`;
    return (await app.data(query, { username })).profile;
  };

  /** Who is said to have written what is signed with each name. */
  const authors = async (): Promise<string[]> => {
    const rows: { name: string; username: string }[] = await app.app.database.source.query(
      `SELECT DISTINCT s."name", p."username" FROM "comment_source" AS s JOIN "comment" AS c ON c."id" = s."commentId"
        JOIN "profile" AS p ON p."id" = c."authorId"`,
    );
    return rows.map(({ name, username }) => `${name}: ${username}`).sort();
  };

  /** @returns of each unit how often it looked people up */
  async function lookUps(deed: (unit: number) => Promise<void> = () => Promise.resolve()) {
    const counts: number[] = [];
    const { units } = app.app.database;
    const watched: UnitOfWork = {
      run: async (work) => {
        await deed(counts.length);
        const index = counts.push(0) - 1;
        return units.run((unit) => {
          const all: typeof unit.all = (query, parameters) => {
            if (query.sqlite.text.includes(LOOKS_PEOPLE_UP)) counts[index]! += 1;
            return unit.all(query, parameters);
          };
          return work(Object.assign(Object.create(unit) as typeof unit, { all }));
        });
      },
    };
    const { made } = await importExportTexts(app, pages, { units: watched });
    expect(made.comments).toBe(ENTRIES * 40);
    return counts;
  }

  it('are looked up once on SQLite, where a unit can tell that nobody else has written', async () => {
    const [first, ...others] = await lookUps();
    expect(first).toBeGreaterThan(0);
    expect(others.length).toBeGreaterThan(2);
    // How much is in a unit depends on how fast they go: there may be some without comments.
    if (isPostgres()) expect(Math.max(...others)).toBeGreaterThan(0);
    else expect(others).toEqual(others.map(() => 0));
  });

  it.each(['the same process', 'another process'])(
    'are looked up anew once %s has merged two of them',
    async (who) => {
      const build = who === 'another process' ? Build.make() : null;
      const counts = await lookUps(async (unit) => {
        if (unit !== 2) return;
        const variables = { DATABASE_URL: app.databaseUrl };
        const [gone, kept] = [await person('Zdora'), await person('Dora')];
        if (!build) await merge(app, gone, kept);
        else
          expect(await build.run(['merge', 'Dora', 'Zdora', '--yes'], variables)).toMatchObject({
            code: 0,
          });
      });
      build?.remove();
      expect(Math.max(...counts.slice(2))).toBeGreaterThan(0);
      expect(await authors()).toEqual(
        NAMES.map((name) => `${name}: ${name === 'Zdora' ? 'Dora' : name}`).sort(),
      );
      // Two of six people wrote, in turn, 14 of the 40 comments of each page.
      expect(await person('Zdora')).toMatchObject({ username: 'Dora', commentCount: 14 * ENTRIES });
    },
    60_000,
  );

  it('are not taken for known where what made them was undone', async () => {
    await refuseWords(app);
    const late = (words: string) =>
      comment(words, { ...signed('Late'), date: '11/11/2010 10:00:00 AM' });
    const texts = [
      ...pages.slice(0, 3),
      entry('refused', {}, [late('first'), comment('refused', signed('Ben'))]),
      entry('kept', {}, [late('second')]),
      ...pages.slice(3),
    ];
    const { made, told } = await importExportTexts(app, texts);
    const refused = told.filter(({ kind }) => kind === 'REFUSED');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatch('The database refuses it: ');
    expect(made).toMatchObject({ comments: ENTRIES * 40 + 1, newProfiles: NAMES.length + 2 });
    expect(await person('Late')).toMatchObject({ commentCount: 1 });
  });
});

/** The database takes no comment that says so. */
async function refuseWords(app: TestApp): Promise<void> {
  const { source } = app.app.database;
  if (!isPostgres()) {
    await source.query(`CREATE TRIGGER "refuse" BEFORE INSERT ON "comment" WHEN NEW."body" = 'refused'
      BEGIN SELECT RAISE(ABORT, 'these words'); END`);
    return;
  }
  await source.query(`CREATE FUNCTION "refuse"() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'these words' USING ERRCODE = '23514'; END $$`);
  await source.query(`CREATE TRIGGER "refuse" BEFORE INSERT ON "comment" FOR EACH ROW
    WHEN (NEW."body" = 'refused') EXECUTE FUNCTION "refuse"()`);
}
