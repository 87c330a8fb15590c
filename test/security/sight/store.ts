import { ASKERS, type Asker } from './askers';
import { thingsIn, type Told } from './answers';

/** Whose word counts for what a thing says: that of the first of them who was told. */
export const TELLERS: readonly Asker[] = ['owner', 'administrator', ...ASKERS];

/** What everybody was told, of a world that stands still. */
export class Store {
  readonly told: (Told & { readonly asker: Asker })[] = [];
  private readonly values = new Map<string, unknown>();
  private readonly lists = new Map<string, readonly string[]>();
  private readonly types = new Map<string, string>();

  take(asker: Asker, told: readonly Told[]): void {
    for (const one of told) {
      this.told.push({ ...one, asker });
      for (const { thing, type } of thingsIn(one.value)) this.types.set(thing, type);
      const key = `${asker} ${one.place}`;
      // Whoever is refused is no teller.
      if (!this.values.has(key) && !isRefused(one.value)) this.values.set(key, one.value);
    }
  }

  /** Takes a list that was read to its end; the first who was told it is believed. */
  takeList(place: string, items: readonly string[]): void {
    if (!this.lists.has(place)) this.lists.set(place, items);
  }

  /** A list with all its items, as its tellers see it; null where nobody was asked for it. */
  list(place: string): readonly string[] | null {
    return this.lists.get(place) ?? null;
  }

  /** What is at a place, as the first of the tellers saw it; undefined where none of them did. */
  value(place: string, tellers: readonly Asker[] = TELLERS): unknown {
    for (const teller of tellers) {
      const key = `${teller} ${place}`;
      if (this.values.has(key)) return this.values.get(key);
    }
    return undefined;
  }

  /** Everything that anybody was told of, with its type. */
  get things(): ReadonlyMap<string, string> {
    return this.types;
  }
}

/** In place of a value, where the whole operation was refused. */
export interface Refused {
  readonly refused: string;
}

const isRefused = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'refused' in value;
