import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const MODULES = join(ROOT, 'node_modules');
export const LOCKFILE = join(ROOT, 'package-lock.json');
/** Survives `npm ci`, which removes node_modules. */
export const CACHE = join(ROOT, '.cache');
