import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../bootstrap/places.mjs';
import { isMeasured } from './rooms.ts';

/** What V8 writes about one script of one process. */
export interface RawScript {
  readonly url: string;
  readonly functions: readonly unknown[];
}

const isScriptOfOurs = ({ url }: RawScript): boolean =>
  url.startsWith('file://') && isMeasured(relative(ROOT, fileURLToPath(url)).replaceAll('\\', '/'));

/** Positions say nothing about a file that was changed since, or that is gone. */
const isStillTrue = ({ url }: RawScript, writtenAt: number): boolean => {
  const stats = statSync(fileURLToPath(url), { throwIfNoEntry: false });
  return stats !== undefined && stats.mtimeMs < writtenAt;
};

/** What a process that was killed was still writing counts for nothing. */
const readResult = (file: string): readonly RawScript[] => {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { result: readonly RawScript[] }).result;
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
};

const scriptsOf = (file: string): RawScript[] => {
  const result = readResult(file);
  const writtenAt = statSync(file).mtimeMs;
  return result.filter((script) => isScriptOfOurs(script) && isStillTrue(script, writtenAt));
};

/** One process at a time, for the files of a whole run do not fit into memory together. */
export function* rawCoverage(folders: readonly string[]): Generator<RawScript[]> {
  for (const folder of folders.filter((candidate) => existsSync(candidate))) {
    for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.json'))) {
      yield scriptsOf(join(folder, name));
    }
  }
}
