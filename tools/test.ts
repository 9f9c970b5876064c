import { createVitest, parseCLI } from 'vitest/node';
import { reportCoverage } from './coverage/report.ts';
import { TEST_USAGE } from './testing/usage.ts';
import { closingLine, skippedLines } from './testing/tally.ts';
import { tallyRun } from './testing/tally-run.ts';
import type { CountedModule } from './testing/tally-run.ts';

/** Runs the tests and ends with the line that CI reads. Arguments are vitest's, and `--coverage`. */
const words = process.argv.slice(2);
if (words.includes('--help') || words.includes('-h')) {
  console.log(TEST_USAGE);
  process.exit(0);
}
const wantsCoverage = words.includes('--coverage');
const { filter, options } = parseCLI(['vitest', 'run', ...words.filter((word) => word !== '--coverage')]);

let modules: readonly CountedModule[] = [];
let errors: readonly unknown[] = [];

const vitest = await createVitest('test', {
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
}).catch((error: unknown) => {
  const [sentence = ''] = String(error instanceof Error ? error.message : error).split(' The projects definition');
  console.error(`${sentence} See \`npm test -- --help\`.`);
  process.exit(2);
});

/**
 * What the tests share, a PostgreSQL and a browser, is ended by closing and by nothing else. Whoever interrupts while it is
 * being made waits until it is there.
 */
const leave = async (code: number): Promise<never> => {
  await vitest.cancelCurrentRun('keyboard-input');
  await running;
  await vitest.close();
  process.exit(code);
};
process.once('SIGINT', () => void leave(130));
process.once('SIGTERM', () => void leave(143));
process.once('SIGHUP', () => void leave(129));
process.stdout.once('error', () => void leave(1));

const running = vitest
  .start(filter)
  .catch((error: unknown) => console.error(error instanceof Error ? error.message : error));
await running;
await vitest.close();

const tally = tallyRun(modules, errors);
if (wantsCoverage) await reportCoverage();
for (const line of skippedLines(tally.skipped)) console.log(line);

const ranNothing = tally.passed + tally.failed + tally.skipped.length === 0;
if (ranNothing) console.log('No test was found.');
console.log(closingLine(tally));
process.exit(tally.failed > 0 || ranNothing ? 1 : 0);
