import {
  directionOf,
  pageOf,
  rangeOf,
  type Keyset,
  type ListOrder,
  type PageRequest,
} from '../../src/database/page';

const item = (id: number) => ({ item: `item ${id}`, key: { at: id * 10, id } });
const items = (...ids: number[]) => ids.map(item);
const asked = (more: Partial<PageRequest>): PageRequest => ({
  ...{ limit: 2, isBackward: false, after: null, before: null, position: null },
  ...more,
});
const names = (page: ReturnType<typeof pageOf<string>>) => page.items.map(({ item }) => item);
const key = (id: number): Keyset => ({ at: id * 10, id });

describe('a page', () => {
  it('of the start has as many items as asked for, and tells that there are more', () => {
    const page = pageOf(asked({}), items(1, 2, 3), null);
    expect(names(page)).toEqual(['item 1', 'item 2']);
    expect(page).toMatchObject({ hasNext: true, hasPrevious: false });
  });

  it('that ends the list tells that there are no more', () => {
    const page = pageOf(asked({ after: key(1) }), items(2, 3), null);
    expect(names(page)).toEqual(['item 2', 'item 3']);
    expect(page).toMatchObject({ hasNext: false, hasPrevious: true });
  });

  it('of the end is read backward and shown forward', () => {
    const page = pageOf(asked({ isBackward: true }), items(9, 8, 7), null);
    expect(names(page)).toEqual(['item 8', 'item 9']);
    expect(page).toMatchObject({ hasNext: false, hasPrevious: true });
  });

  it('before another tells that there is more after it', () => {
    const page = pageOf(asked({ isBackward: true, before: key(3) }), items(2, 1), null);
    expect(names(page)).toEqual(['item 1', 'item 2']);
    expect(page).toMatchObject({ hasNext: true, hasPrevious: false });
  });

  it('of nothing is empty', () => {
    expect(pageOf(asked({}), [], null)).toEqual({
      ...{ items: [], hasNext: false, hasPrevious: false, position: null },
    });
  });

  it('leaves the rows that it was made of alone', () => {
    const rows = items(3, 2, 1);
    pageOf(asked({ isBackward: true }), rows, null);
    expect(rows).toEqual(items(3, 2, 1));
  });

  it("keeps the log position of the list's first page", () => {
    const [first, later] = [
      { sequence: 5, mark: 50 },
      { sequence: 9, mark: 90 },
    ];
    expect(pageOf(asked({}), [], later).position).toBe(later);
    expect(pageOf(asked({ position: first }), [], later).position).toBe(first);
  });
});

describe('the range of a page', () => {
  it('is the whole list where no cursor bounds it, and one row more than asked for', () => {
    for (const order of ['NEWEST_FIRST', 'OLDEST_FIRST'] as const) {
      const range = rangeOf(asked({ limit: 100 }), order);
      expect(range.limit).toBe(101);
      expect(range.lowAt).toBeLessThan(Date.parse('-001000-01-01'));
      expect(range.highAt).toBeGreaterThan(Date.parse('+010000-01-01'));
    }
  });

  it.each<[ListOrder, number, number]>([
    ['NEWEST_FIRST', 3, 7],
    ['OLDEST_FIRST', 7, 3],
  ])('lies between its cursors (%s)', (order, before, after) => {
    const range = rangeOf(asked({ before: key(before), after: key(after) }), order);
    expect(range).toMatchObject({ lowAt: 30, lowId: 3, highAt: 70, highId: 7 });
  });

  it.each<[ListOrder, boolean, 'ASC' | 'DESC']>([
    ['NEWEST_FIRST', false, 'DESC'],
    ['NEWEST_FIRST', true, 'ASC'],
    ['OLDEST_FIRST', false, 'ASC'],
    ['OLDEST_FIRST', true, 'DESC'],
  ])('is read %s, backward: %s, as %s', (order, isBackward, direction) => {
    expect(directionOf(asked({ isBackward }), order)).toBe(direction);
  });
});
