import { Extensions } from 'type-graphql';

/** How long a text is, in characters, that costs as much as an object. Texts without a mark are no longer. */
export const CHARACTERS_PER_COST = 200;

/** Marks a field whose text may have so many characters. */
export const HoldsText = (characters: number) => Extensions({ characters });

/** What so many characters cost. */
export const costOfText = (characters: number): number =>
  Math.ceil(characters / CHARACTERS_PER_COST);
