import { TestApp } from '../support/app';
import { BusyPlace, LIST_NAMES } from '../support/busy-place';
import { idsOf, readPage } from '../support/paging';

const SIZE = 12;

describe('lists that grow between two pages', () => {
  let app: TestApp;
  let place: BusyPlace;
  let now = Date.UTC(2030, 0, 1);

  beforeAll(async () => {
    app = await TestApp.start({}, { clock: () => now });
    place = await BusyPlace.make(app, SIZE);
  });
  afterAll(() => app.close());

  let newcomers = 0;
  /** Something more in every list, at a later time. */
  async function happen(): Promise<void> {
    now += 1_000;
    newcomers += 1;
    await place.meet(await app.join(`person-new${newcomers}`));
  }

  it.each(LIST_NAMES)('%s continues where it was', async (name) => {
    const list = place.list(name);
    const before = idsOf([await readPage(app, list, { first: 100 })]);
    const first = await readPage(app, list, { first: 5 });
    const last = await readPage(app, list, { last: 5 });
    await happen();
    const next = await readPage(app, list, { first: 5, after: first.pageInfo.endCursor });
    const previous = await readPage(app, list, { last: 5, before: last.pageInfo.startCursor });
    const all = idsOf([await readPage(app, list, { first: 100 })]);
    expect(all.length).toBeGreaterThan(before.length);
    // New items stand at one end, or between others by their name: none moves another over a seam.
    expect(idsOf([first, next])).toEqual(
      name === 'searchProfiles' ? all.slice(0, 10) : before.slice(0, 10),
    );
    const known = new Set(before);
    expect(idsOf([previous, last]).filter((id) => known.has(id))).toEqual(before.slice(-10));
  });

  it.each(LIST_NAMES.filter((name) => !/follow|search/.test(name)))(
    '%s keeps the live cursor of its first page',
    async (name) => {
      const list = place.list(name);
      for (const direction of ['forward', 'backward'] as const) {
        let page: any = await readPage(
          app,
          list,
          direction === 'forward' ? { first: 4 } : { last: 4 },
        );
        const { liveCursor } = page;
        for (let count = 0; count < 3; count += 1) {
          await happen();
          const { startCursor, endCursor } = page.pageInfo;
          page = await readPage(
            app,
            list,
            direction === 'forward'
              ? { first: 4, after: endCursor }
              : { last: 4, before: startCursor },
          );
          expect(page.edges).toHaveLength(4);
          expect(page.liveCursor).toBe(liveCursor);
        }
        const anew = await readPage(app, list, { first: 4 });
        expect(anew.liveCursor).not.toBe(liveCursor);
      }
    },
  );
});
