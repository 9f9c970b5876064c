import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One check of the tool. */
export interface Check {
  /** `scenario:check` */
  readonly name: string;
  readonly status: string;
  readonly why: string;
}

/** As the tool has written them: a folder for each scenario, whose name has the time behind it. */
export const readResults = async (folder: string): Promise<readonly Check[]> => {
  const found: Check[] = [];
  for (const run of await readdir(folder)) {
    const [, scenario = run] = /^server-(.*)-\d{4}-\d\d-\d\dT.*$/.exec(run) ?? [];
    const checks = JSON.parse(await readFile(join(folder, run, 'checks.json'), 'utf8')) as readonly {
      readonly id: string;
      readonly status: string;
      readonly errorMessage?: string;
    }[];
    for (const { id, status, errorMessage = '' } of checks)
      found.push({ name: `${scenario}:${id}`, status, why: errorMessage });
  }
  return found;
};
