import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReadConfig } from '../config/read-config.ts';
import { EXIT, type Command } from './command.ts';

const PROVING = fileURLToPath(new URL('../../../proving/src/main.ts', import.meta.url));

/** Only where somebody named a folder and a node has made it one: proofs of their own accord leave nothing behind. */
const placeFor = (rest: readonly string[], { config, sources }: ReadConfig): readonly string[] => {
  if (sources.HOLDFAST_DATA === 'default' || rest.some((word) => /^--data(=|$)/.test(word))) return [];
  return existsSync(join(config.HOLDFAST_DATA, 'holdfast.json')) ? ['--data', config.HOLDFAST_DATA] : [];
};

export const proveCommand: Command = {
  summary: 'Run the catalogue of scenarios and print what holds, what does not, and what was not run.',
  usage: 'prove [--tier pr|nightly|release] [--id DAT-01,DAT-02] [--json FILE] ...',
  help: `See \`npm run prove -- --help\`. When HOLDFAST_DATA names a data folder the report is left in it, for the console.`,
  passThrough: true,
  run: async ({ rest, settings }) => {
    const child = spawn(process.execPath, [PROVING, ...rest, ...placeFor(rest, settings)], { stdio: 'inherit' });
    // a terminal interrupts both; whoever ends this one by its id means the proofs
    process.on('SIGTERM', () => void child.kill('SIGTERM'));
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? EXIT.failed;
  },
};
