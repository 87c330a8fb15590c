import { ASKERS, type Asker } from './askers';
import type { Facts } from './facts';

/** Who asks, and for what. */
export interface Asking {
  readonly asker: Asker;
  /** The id of the thing, or the place of the part, whose field it is. */
  readonly holder: string;
  /** The holder, and the field with its arguments. */
  readonly place: string;
  readonly facts: Facts;
}

/** What somebody may see: what the owner is told, or exactly that; or they are refused. */
export type Sight =
  | { readonly kind: 'as told' }
  | { readonly kind: 'exactly'; readonly value: unknown }
  | { readonly kind: 'any' }
  | { readonly kind: 'of its page' }
  | { readonly kind: 'such'; readonly isRight: (value: unknown) => boolean }
  | { readonly kind: 'refused'; readonly code: string };

/** A row of the table of fields. */
export interface Row {
  readonly sight: (asking: Asking) => Sight;
  /** Whether it hides something from somebody: then the samples must have a case of it. */
  readonly hides: boolean;
  /** Why no sample has anything to tell of it; without it one must. */
  readonly silent?: string;
  /** Of a list: all that it has for whoever asks. Without it: what its tellers have, but for what is not there for them. */
  readonly items?: (asking: Asking) => readonly string[];
}

export type Rows = Record<string, Row>;

const exactly = (value: unknown): Sight => ({ kind: 'exactly', value });
const AS_TOLD: Sight = { kind: 'as told' };

/** The same for whoever is shown what has it. Of a list: what of it is there for whoever asks. */
export const forAll: Row = { sight: () => AS_TOLD, hides: false };

/** The same for all but those whom a person of the thing blocks: to them, empty. So it is to all once the thing is deleted. */
export const forUnblocked = (empty: unknown): Row => ({
  sight: ({ asker, holder, facts }) =>
    facts.world.isLost(holder) || facts.isBlocked(asker, holder) ? exactly(empty) : AS_TOLD,
  hides: true,
});

/** A list that has nothing of people who block whoever asks, not even what is there for them elsewhere. */
export const listForUnblocked: Row = {
  ...forAll,
  items: ({ asker, place, facts }) =>
    facts.list(place).filter((id) => facts.isThere(asker, id) && !facts.isBlocked(asker, id)),
};

/** The thing of the id that is asked for; null to whom it is not there. */
export const whereThere: Row = {
  sight: ({ asker, place, facts }) => {
    const [ids] = /(?<=\().*(?=\))/.exec(place) ?? [''];
    const refs = [...ids.matchAll(/[\w-]{8,}/g)].map(([id]) =>
      facts.isThere(asker, id) ? { thing: id, type: facts.typeOf(id) } : null,
    );
    return exactly(ids.includes('[') ? refs : (refs[0] ?? null));
  },
  hides: true,
};

/** It is about who asks. */
export const ofAsker = (value: (asking: Asking) => unknown): Row => ({
  sight: (asking) => exactly(value(asking)),
  hides: false,
});

/** True if who asks has done that to the thing. */
export const whether = (deed: string): Row =>
  ofAsker(({ asker, holder, facts }) => facts.world.has(asker, deed, holder));

/** Of a value that only who asks can be told: whether it is as it must be. */
export const such = (isRight: (value: unknown, asking: Asking) => boolean): Row => ({
  sight: (asking) => ({ kind: 'such', isRight: (value) => isRight(value, asking) }),
  hides: false,
});

/** True if who asks does that to the person whose profile it is. */
export const whetherPerson = (deed: string): Row =>
  ofAsker(({ asker, holder, facts: { world } }) => world.has(asker, deed, world.nameOf(holder)));

/** For those alone; others are refused. */
export const onlyFor = (askers: readonly Asker[], row: Row = forAll): Row => ({
  ...row,
  sight: (asking) => {
    if (askers.includes(asking.asker)) return row.sight(asking);
    return { kind: 'refused', code: asking.asker === 'nobody' ? 'UNAUTHENTICATED' : 'FORBIDDEN' };
  },
  hides: true,
});

/** A list of whoever asks: only they are ever shown what has it. */
export const listOfAsker = (items: (asking: Asking) => readonly string[]): Row => ({
  ...forAll,
  items,
});

/** Where a page begins and ends, and what lies around it: nothing but what its list has for whoever asks. */
export const ofPage: Row = { sight: () => ({ kind: 'of its page' }), hides: false };

/** What somebody is told of what they did themselves: nothing where it was refused. */
export const result: Row = { sight: () => ({ kind: 'any' }), hides: false };

export const SIGNED_IN: readonly Asker[] = ASKERS.filter((asker) => asker !== 'nobody');
export const STAFF: readonly Asker[] = ['moderator', 'administrator'];
