import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { EXIT, type Command } from './command.ts';

const PROVING = fileURLToPath(new URL('../../../proving/src/main.ts', import.meta.url));

export const proveCommand: Command = {
  summary: 'Run the catalogue of scenarios and print what holds, what does not, and what was not run.',
  usage: 'prove [--tier pr|nightly|release] [--id DAT-01,DAT-02] [--json FILE] ...',
  help: 'See `npm run prove -- --help`.',
  passThrough: true,
  run: async ({ rest }) => {
    const child = spawn(process.execPath, [PROVING, ...rest], { stdio: 'inherit' });
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? EXIT.failed;
  },
};
