// Says how many tests ran, by jest's JSON report. A skipped one is a failure: every service is on.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const skipped = report.numPendingTests + report.numTodoTests;
console.log(
  `Tests: ${report.numPassedTests} passed, ${report.numFailedTests} failed, ${skipped} skipped.`,
);
process.exit(skipped === 0 && report.numPassedTests > 0 ? 0 : 1);
