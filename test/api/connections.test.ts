import { TestApp } from '../support/app';
import { BusyPlace, LIST_NAMES, type ListName } from '../support/busy-place';
import { edgesOf, idsOf, readPage, readPages, sendPage } from '../support/paging';

const SIZE = 23;
const NOW = Date.UTC(2030, 0, 1);

/** Everything here happens at one instant, so that the order rests on ids alone. */
describe('lists of things that share one instant', () => {
  let app: TestApp;
  let place: BusyPlace;

  beforeAll(async () => {
    app = await TestApp.start({}, { clock: () => NOW });
    place = await BusyPlace.make(app, SIZE);
  });
  afterAll(() => app.close());

  const whole = (name: ListName) => readPage(app, place.list(name), { first: 100 });
  const codes = async (name: ListName, page: object): Promise<string[]> => {
    const { errors } = await sendPage(app, place.list(name), page);
    return (errors ?? []).map((error) => error.extensions.code);
  };

  describe.each(LIST_NAMES)('%s', (name) => {
    it('gives the same items by pages of any size, from either end', async () => {
      const all = idsOf([await whole(name)]);
      expect(all.length).toBeGreaterThanOrEqual(SIZE);
      expect(new Set(all).size).toBe(all.length);
      for (const size of [1, 7, SIZE, all.length, 100]) {
        const forward = await readPages(app, place.list(name), size, 'forward');
        expect(idsOf(forward)).toEqual(all);
        const backward = await readPages(app, place.list(name), size, 'backward');
        expect(idsOf(backward)).toEqual(all);
        const fewest = Math.ceil(all.length / size);
        expect([forward.length, backward.length]).toEqual([fewest, fewest]);
      }
    });

    it('tells where each page lies', async () => {
      for (const direction of ['forward', 'backward'] as const) {
        const pages = await readPages(app, place.list(name), 9, direction);
        expect(pages.length).toBeGreaterThan(2);
        for (const [index, { edges, pageInfo }] of pages.entries())
          expect(pageInfo).toEqual({
            hasPreviousPage: index > 0,
            hasNextPage: index < pages.length - 1,
            startCursor: edges[0].cursor,
            endCursor: edges.at(-1).cursor,
          });
      }
    });

    it('cuts a range out by two cursors', async () => {
      const { edges } = await whole(name);
      const [after, before] = [edges[2].cursor, edges[9].cursor];
      const inside = edges.slice(3, 9).map((edge: any) => edge.node.id);
      const range = (page: object) =>
        readPage(app, place.list(name), { ...page, after, before }).then((page) => [
          idsOf([page]),
          page.pageInfo.hasPreviousPage,
          page.pageInfo.hasNextPage,
        ]);
      const [ids, hasPrevious] = await range({ first: 100 });
      expect([ids, hasPrevious]).toEqual([inside, true]);
      expect(await range({ first: 4 })).toEqual([inside.slice(0, 4), true, true]);
      expect(await range({ last: 4 })).toEqual([inside.slice(2), true, true]);
      expect((await range({ last: 6 }))[0]).toEqual(inside);
      const crossed = { first: 5, after: before, before: after };
      const empty = await readPage(app, place.list(name), crossed);
      expect(empty.edges).toEqual([]);
      expect(empty.pageInfo).toMatchObject({ startCursor: null, endCursor: null });
    });

    it('is bounded: 20 items unless 1 to 100 are asked for, from one end', async () => {
      for (const page of [{}, { first: null }, { first: null, last: null }]) {
        const { edges, pageInfo } = await readPage(app, place.list(name), page);
        expect(edges).toHaveLength(20);
        expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
      }
      const sizes = [0, -1, 101, 2_147_483_647];
      for (const page of [
        ...sizes.map((first) => ({ first })),
        ...sizes.map((last) => ({ last })),
        { first: 5, last: 5 },
        { first: 0, last: 0 },
      ])
        expect(await codes(name, page)).toEqual(['BAD_USER_INPUT']);
      for (const page of [{ first: 1.5 }, { first: 2_147_483_648 }, { first: '5' }])
        expect(await codes(name, page)).toEqual(['BAD_USER_INPUT']);
    });

    it('takes null for a cursor that is not given', async () => {
      const page = { first: 3, after: null, before: null, last: null };
      const [three, all] = [await readPage(app, place.list(name), page), await whole(name)];
      expect(idsOf([three])).toEqual(idsOf([all]).slice(0, 3));
    });

    it('refuses what is no cursor of its own kind', async () => {
      const all = await whole(name);
      const cursor: string = all.edges[0].cursor;
      const foreign = [];
      for (const other of LIST_NAMES) {
        if (kindOf(other) === kindOf(name)) continue;
        foreign.push((await readPage(app, place.list(other), { first: 1 })).pageInfo.endCursor);
      }
      expect(foreign.length).toBeGreaterThan(4);
      const garbage = ['', ' ', 'x', '0', '💥', '\u0000', '%', 'null', 'x'.repeat(10_000)];
      const near = [` ${cursor}`, `${cursor}=`, `${cursor}.`, cursor.slice(0, 3)];
      const live = all.liveCursor ? [all.liveCursor] : [];
      for (const wrong of [...garbage, ...near, ...foreign, ...live, all.edges[0].node.id])
        for (const page of [
          { first: 5, after: wrong },
          { last: 5, before: wrong },
        ]) {
          const { errors } = await sendPage(app, place.list(name), page);
          expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
        }
    });
  });

  it('are in the order of what happened last, or first', async () => {
    const numbers = async (name: ListName) =>
      idsOf([await whole(name)]).map((id) =>
        Number(Buffer.from(id, 'base64url').toString().split(':')[1]),
      );
    const newestFirst = (a: number, b: number) => b - a;
    for (const name of LIST_NAMES) {
      const isOldestFirst = ['post.comments', 'comment.replies', 'searchProfiles'].includes(name);
      if (name === 'searchProfiles') continue;
      const found = await numbers(name);
      const sorted = [...found].sort(newestFirst);
      expect({ name, found }).toEqual({ name, found: isOldestFirst ? sorted.reverse() : sorted });
    }
  });

  it('that are empty have no cursors', async () => {
    const loner = await app.join('loner');
    const lists = ['activity', 'comments', 'followers', 'following'].map((name) => ({
      name,
      field: (page: string, items: string) =>
        `profile(username: "loner") { ${name}(${page}) ${items} }`,
      hasLiveCursor: false,
    }));
    const home = { ...place.list('viewer.homeFeed'), by: loner };
    for (const list of [...lists, home])
      for (const page of [{}, { last: 5 }]) {
        const { edges, pageInfo } = await readPage(app, list, page);
        expect(edgesOf([{ edges }])).toEqual([]);
        expect(pageInfo).toEqual({
          ...{ hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
        });
      }
  });
});

/** A cursor is good for every list of the same kind of thing. */
function kindOf(name: ListName): string {
  if (name === 'viewer.notifications') return name;
  if (name.endsWith('omments') || name === 'comment.replies') return 'comments';
  return name.startsWith('follow') ? 'follows' : name === 'searchProfiles' ? name : 'activities';
}
