import { Build } from '../support/server-process';
import { breaches, type Breach } from './breaches';
import { judge, type Verdict } from './model/verdict';
import { report, summary } from './report';
import { commandOf, readSettings } from './settings';
import { Torture, type Outcome } from './torture';

const settings = readSettings();
/** What is not writing: the start, and the time that the last subscriber takes. */
const PATIENCE_MS = settings.seconds * 1_000 + 240_000;

let build: Build;
beforeAll(() => {
  build = Build.make();
}, 120_000);
afterAll(() => build.remove());

async function torture(): Promise<[Outcome, Verdict]> {
  const outcome = await Torture.run(settings, build);
  const verdict = judge(outcome);
  process.stdout.write(`${commandOf(settings)}\n  ${summary(outcome, verdict)}\n`);
  return [outcome, verdict];
}

function breachNamed(name: string): Breach {
  const breach = breaches.find((known) => known.name === name);
  const names = breaches.map((known) => known.name).join(', ');
  if (!breach) throw new Error(`There is no rule "${name}" to break, only: each, ${names}.`);
  return breach;
}

const soundOrBroken = (title: string) =>
  describe(title, () => {
    let outcome: Outcome;
    let verdict: Verdict;

    beforeAll(async () => {
      if (settings.breach !== null) build.break(breachNamed(settings.breach));
      [outcome, verdict] = await torture();
    }, PATIENCE_MS);

    it('bring each subscriber all that it must receive, once, in order, and nothing else', () => {
      expect(report(outcome, verdict)).toBe('');
    });

    it('leave every count as the rows say', () => {
      expect(outcome.differences).toEqual([]);
    });

    it('were tortured indeed', () => {
      const { overflows, repeated, ...always } = outcome.tally;
      const counts = settings.isFull ? { ...always, overflows, repeated } : always;
      const never = Object.entries(counts).filter(([, count]) => count === 0);
      expect(never).toEqual([]);
      expect(verdict.verdicts.ALWAYS).toBeGreaterThan(1_000);
      expect(verdict.verdicts.NEVER).toBeGreaterThan(1_000);
    });
  });

const eachBroken = () =>
  describe.each(breaches)('live feeds that break the rule "$name"', (breach) => {
    let mend: () => void;

    beforeAll(() => (mend = build.break(breach)));
    afterAll(() => mend());

    it(
      'are found out',
      async () => {
        const [, { faults }] = await torture();
        expect(faults.map(({ kind }) => kind)).toContain(breach.finds);
      },
      PATIENCE_MS,
    );
  });

if (settings.breach === 'each') eachBroken();
else soundOrBroken(`live feeds under torture (seed ${settings.seed})`);
