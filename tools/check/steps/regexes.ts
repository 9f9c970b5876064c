import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { check } from 'recheck';
import { CACHE, ROOT } from '../../bootstrap/places.mjs';
import { regexesOf } from '../../lint/regexes.ts';
import type { Regex } from '../../lint/regexes.ts';
import { sourcePaths } from '../../lint/repository-files.ts';
import { isTest, readSource } from '../../lint/source-file.ts';
import { failedIfAny } from '../step.ts';
import type { Step } from '../step.ts';

const VERDICTS = join(CACHE, 'regexes.json');

const SAFE = 'safe';
const NOT_JUDGED = 'could not be judged within 10 s: try again on an idle machine, or write it more simply';

type Verdicts = Record<string, string>;

const readVerdicts = (): Verdicts =>
  existsSync(VERDICTS) ? (JSON.parse(readFileSync(VERDICTS, 'utf8')) as Verdicts) : {};

const judge = async ({ source, flags }: Regex): Promise<string> => {
  const result = await check(source, flags, { timeout: 10_000 });
  return result.status === 'vulnerable'
    ? `vulnerable: ${result.complexity.summary} in "${result.attack.pattern}"`
    : result.status === 'safe'
      ? SAFE
      : NOT_JUDGED;
};

const located = () =>
  sourcePaths()
    .filter((path) => /^packages\/[^/]+\/src\//.test(path) && !isTest(path))
    .flatMap((path) =>
      regexesOf(readSource(ROOT, path)).map((regex) => ({ path, ...regex, key: `/${regex.source}/${regex.flags}` })),
    );

/** No regular expression of the product may take more than linear-like time on text that somebody chose. */
export const regexes: Step = {
  name: 'regexes',
  run: async () => {
    const known = readVerdicts();
    const all = located();
    const verdicts: Verdicts = {};
    for (const regex of all) verdicts[regex.key] = verdicts[regex.key] ?? known[regex.key] ?? (await judge(regex));
    mkdirSync(dirname(VERDICTS), { recursive: true });
    const judged = Object.entries(verdicts).filter(([, verdict]) => verdict !== NOT_JUDGED);
    writeFileSync(VERDICTS, JSON.stringify(Object.fromEntries(judged)));
    const bad = all.filter(({ key }) => verdicts[key] !== SAFE);
    return failedIfAny(
      bad.map(({ path, key }) => `${path}: ${key} ${verdicts[key]}`),
      `${Object.keys(verdicts).length} seen`,
    );
  },
};
