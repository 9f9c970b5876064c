import module from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MODULES } from './places.mjs';

/** Compiled code from a cache has no precise coverage. */
const compileFromCache = () => {
  if (process.env.NODE_V8_COVERAGE) return;
  const folder = join(MODULES, '.cache', 'compile');
  module.enableCompileCache?.(folder);
  // threads ask for it here alone: one that strips types by itself takes 34 MB more
  process.env.NODE_COMPILE_CACHE ??= folder;
};

/** Continues in this process as if Node had been started with the script. */
export const runScript = (script, args) => {
  compileFromCache();
  process.argv.splice(1, Infinity, resolve(script), ...args);
  module.runMain();
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [script, ...args] = process.argv.slice(2);
  runScript(script, args);
}
