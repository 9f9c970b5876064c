import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../bootstrap/places.mjs';

const CANARIES = 'tools/canaries/';

/** What belongs to the repository or is about to: tracked, or new and not ignored. */
export const repositoryFiles = (): string[] =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(ROOT, path)));

export const sourcePaths = (): string[] =>
  [...new Set(repositoryFiles())].filter((path) => /\.(ts|tsx|mts)$/.test(path) && !path.startsWith(CANARIES));
