import { getSetup } from '@holdfast/protocol/identity/setup';
import { join, resolve } from 'node:path';
import { isThere } from '../platform/files/is-there.ts';
import { readRuntimeFile } from '../platform/files/runtime-file.ts';
import { ok, warn, type Finding, type Patient } from './finding.ts';

const PATIENCE_MS = 3000;

/** Whether somebody has made the first account: until then anybody with the token can. */
export const lookAtSetup = async ({ config }: Patient): Promise<Finding[]> => {
  const folder = resolve(config.HOLDFAST_DATA);
  const file = join(folder, 'setup-token');
  const runtime = await readRuntimeFile(join(folder, 'runtime.json'));
  const isDone = runtime === undefined ? undefined : await ask(runtime.url);
  if (isDone === true) return [ok('Somebody has set it up.')];
  if (isDone === false)
    return [
      warn(`Nobody has set it up yet: make the first account at ${runtime?.url}/setup with the token in ${file}.`),
    ];
  return (await isThere(file))
    ? [
        warn(
          `Nobody had set it up when it ran last: start it, and make the first account at /setup with the token in ${file}.`,
        ),
      ]
    : [ok('No setup is known to wait.')];
};

const ask = async (url: string): Promise<boolean | undefined> => {
  const answer = await fetch(new URL(getSetup.path, url), { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(
    () => undefined,
  );
  const told = getSetup.answers[200].safeParse(await answer?.json().catch(() => undefined));
  return told.success ? told.data.done : undefined;
};
