// Checks the dependencies for known vulnerabilities, where the registry answers that: some do not (405), or cannot be
// reached. Then it says so, and nothing has failed. What is found fails.
import { spawnSync } from 'node:child_process';

const { stdout, stderr } = spawnSync(
  'npm',
  ['audit', '--omit=dev', '--audit-level=high', '--json', ...process.argv.slice(2)],
  { encoding: 'utf8', timeout: 120_000 },
);

const found = countsIn(stdout);
if (found === null) {
  const why = /\b(?:40[1-9]|4[1-9]\d|5\d\d)\b[^\n]*|E[A-Z]{4,}[^\n]*/.exec(`${stdout}\n${stderr}`);
  console.log(
    `Not checked: the registry answers no audits (${why?.[0].slice(0, 200) ?? 'no answer'}).`,
  );
} else if (found.high + found.critical > 0) {
  console.log(stdout);
  console.log(`${found.high} high and ${found.critical} critical vulnerabilities.`);
  process.exitCode = 1;
} else
  console.log(`No high or critical vulnerabilities; ${found.moderate} moderate, ${found.low} low.`);

/** How many there are of each severity; null where the answer is not an audit's. */
function countsIn(text) {
  try {
    const { total, ...counts } = JSON.parse(text).metadata.vulnerabilities;
    return Number.isInteger(total) ? counts : null;
  } catch {
    return null;
  }
}
