/** Calls back once after so many milliseconds. @returns what calls it off */
export type Schedule = (callback: () => void, ms: number) => () => void;

export const schedule: Schedule = (callback, ms) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};
