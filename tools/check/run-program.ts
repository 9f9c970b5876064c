import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { runQuietly } from '../bootstrap/run-quietly.mjs';
import { MODULES, ROOT } from '../bootstrap/places.mjs';
import { failed, fine } from './step.ts';
import type { Outcome } from './step.ts';

/** The program of an installed package, by the name of its command. */
const programOf = (packageName: string, command = packageName): string => {
  const home = join(MODULES, packageName);
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const inside = typeof bin === 'string' ? bin : bin[command];
  if (inside === undefined || !existsSync(join(home, inside)))
    throw new Error(`${packageName} has no command ${command}`);
  return join(home, inside);
};

export interface Program {
  readonly package: string;
  readonly command?: string;
  readonly args: readonly string[];
}

export const runProgram = async (program: Program): Promise<Outcome> => {
  const file = programOf(program.package, program.command);
  const { code, output } = (await runQuietly(process.execPath, [file, ...program.args], {
    cwd: ROOT,
  })) as { code: number; output: string };
  return code === 0 ? fine() : failed(stripVTControlCharacters(output).trim());
};
