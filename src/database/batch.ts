import DataLoader from 'dataloader';

/** Loads things by id, those of one turn together in one statement. */
export function loaderById<Item extends { readonly id: number }>(
  load: (ids: readonly number[]) => Promise<readonly Item[]>,
): DataLoader<number, Item | null> {
  return new DataLoader(async (ids) => {
    const found = new Map((await load(ids)).map((item) => [item.id, item]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

/** Tells of each id whether it belongs to a set, those of one turn together in one statement. */
export function membershipLoader(
  among: (ids: readonly number[]) => Promise<ReadonlySet<number>>,
): DataLoader<number, boolean> {
  return new DataLoader(async (ids) => {
    const members = await among(ids);
    return ids.map((id) => members.has(id));
  });
}
