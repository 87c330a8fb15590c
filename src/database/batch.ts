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

/** Tells of each key whether it belongs to a set, those of one turn together in one statement. */
export function membershipLoader<Key extends number | string>(
  among: (keys: readonly Key[]) => Promise<ReadonlySet<Key>>,
): DataLoader<Key, boolean> {
  return new DataLoader(async (keys) => {
    const members = await among(keys);
    return keys.map((key) => members.has(key));
  });
}
