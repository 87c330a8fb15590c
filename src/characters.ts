/** A text's length as people count it: in code points, not in UTF-16 units. */
export const characterCount = (text: string): number => Array.from(text).length;

/** The first characters of a text; none is cut in two. */
export const firstCharacters = (text: string, count: number): string =>
  text.length <= count ? text : Array.from(text).slice(0, count).join('');
