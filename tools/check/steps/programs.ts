import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../bootstrap/places.mjs';
import { runProgram } from '../run-program.ts';
import { notRun } from '../step.ts';
import type { Step } from '../step.ts';

const CONSOLE = 'packages/console/tsconfig.json';

const tsc = (project: string) =>
  runProgram({ package: 'typescript', command: 'tsc', args: ['--noEmit', '-p', project] });

export const types: Step = { name: 'types', run: () => tsc('tsconfig.json') };

export const consoleTypes: Step = {
  name: 'console-types',
  run: async () => (existsSync(join(ROOT, CONSOLE)) ? tsc(CONSOLE) : notRun('there is no console yet')),
};

export const lint: Step = {
  name: 'lint',
  run: () =>
    runProgram({ package: 'oxlint', args: ['--type-aware', '--report-unused-disable-directives-severity=error'] }),
  fix: async () => void (await runProgram({ package: 'oxlint', args: ['--type-aware', '--fix', '--quiet'] })),
};

export const format: Step = {
  name: 'format',
  run: () => runProgram({ package: 'oxfmt', args: ['--check'] }),
  fix: async () => void (await runProgram({ package: 'oxfmt', args: [] })),
};

export const deadCode: Step = {
  name: 'dead-code',
  run: () => runProgram({ package: 'knip', args: ['--no-progress'] }),
};
