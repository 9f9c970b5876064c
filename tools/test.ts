import { parseCLI, startVitest } from 'vitest/node';
import { reportCoverage } from './coverage/report.ts';
import { closingLine, skippedLines } from './testing/tally.ts';
import { tallyRun } from './testing/tally-run.ts';
import type { CountedModule } from './testing/tally-run.ts';

/** Runs the tests and ends with the line that CI reads. Arguments are vitest's, and `--coverage`. */
const wantsCoverage = process.argv.includes('--coverage');
const args = process.argv.slice(2).filter((arg) => arg !== '--coverage');
const { filter, options } = parseCLI(['vitest', 'run', ...args]);

let modules: readonly CountedModule[] = [];
let errors: readonly unknown[] = [];

const vitest = await startVitest('test', filter, {
  ...options,
  watch: false,
  reporters: [
    'default',
    {
      onTestRunEnd: (ended, outside) => {
        modules = ended;
        errors = outside;
      },
    },
  ],
});
await vitest.close();

const tally = tallyRun(modules, errors);
if (wantsCoverage) await reportCoverage();
for (const line of skippedLines(tally.skipped)) console.log(line);

const ranNothing = tally.passed + tally.failed + tally.skipped.length === 0;
if (ranNothing) console.log('No test was found.');
console.log(closingLine(tally));
process.exit(tally.failed > 0 || ranNothing ? 1 : 0);
