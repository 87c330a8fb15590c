import { isPostgres } from '../support/database';

/** How a torture is done. The same settings make the same choices; how they fall in time is the machine's affair. */
export interface Settings {
  readonly seed: number;
  /** Not the short form, which every run of the tests has time for. */
  readonly isFull: boolean;
  /** How long the writers write at most. */
  readonly seconds: number;
  readonly subscribers: number;
  readonly members: number;
  /** How many members act at the same time. */
  readonly hands: number;
  /** After so many acts, all subscribers must catch up; and how often they must before the end. */
  readonly actsOfStorm: number;
  readonly storms: number;
  /** The rule that the server is made to break: see breaches.ts. Null for a sound one; `each` for one after the other. */
  readonly breach: string | null;
}

/** So many acts, however slow the machine. */
const SHORT = {
  ...{ isFull: false, seconds: 150, actsOfStorm: 450, storms: 1 },
  ...{ subscribers: 60, members: 10, hands: 8 },
};
const FULL = {
  ...{ isFull: true, actsOfStorm: 900, storms: Infinity },
  ...{ subscribers: 220, members: 16, hands: 12 },
};

/** The short form, or what `npm run test:torture` asks for. */
export function readSettings(variables: NodeJS.ProcessEnv = process.env): Settings {
  const { TORTURE_SECONDS, TORTURE_SEED, TORTURE_BREAK } = variables;
  const form = TORTURE_SECONDS ? { ...FULL, seconds: Number(TORTURE_SECONDS) } : SHORT;
  const seed = TORTURE_SEED ? Number(TORTURE_SEED) : Math.floor(Math.random() * 1_000_000);
  return { ...form, seed, breach: TORTURE_BREAK ?? null };
}

/** How to make the same choices once more. */
export function commandOf({ seed, isFull, seconds, breach }: Settings): string {
  const form = isFull ? `--seconds ${seconds}` : '--short';
  const database = isPostgres() ? ' --database postgres' : '';
  const broken = breach === null ? '' : ` --break ${breach}`;
  return `npm run test:torture -- ${form} --seed ${seed}${database}${broken}`;
}
