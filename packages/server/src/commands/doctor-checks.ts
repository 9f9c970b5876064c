import { getReadiness } from '@holdfast/protocol/process/readiness';
import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { migrationsWith } from '../migrations.ts';
import { consoleFolder } from '../console.ts';
import { findBreaches, inspectDatabase } from '../platform/database/inspect.ts';
import { isThere } from '../platform/files/is-there.ts';
import { readRuntimeFile } from '../platform/files/runtime-file.ts';
import { partIs } from '../platform/lifecycle/part-name.ts';
import { lookAtMail } from './doctor-mail.ts';
import { lookAtNodes } from './doctor-nodes.ts';
import { lookAtPorts } from './doctor-ports.ts';
import { lookAtRedis } from './doctor-redis.ts';
import { lookAtSettings } from './doctor-settings.ts';
import { lookAtSetup } from './doctor-setup.ts';
import { bad, ok, warn, type Check, type Finding, type Patient } from './finding.ts';

const LITTLE_SPACE = 2 * 1024 ** 3;
const gigabytes = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(1)} GB`;

const lookAtRuntime = async (): Promise<Finding[]> => [
  ok(`Node ${process.versions.node} on ${process.platform} ${process.arch}.`),
];

const lookAtData = async ({ config }: Patient): Promise<Finding[]> => {
  const folder = resolve(config.HOLDFAST_DATA);
  const exists = await stat(folder).then(
    (found) => found.isDirectory(),
    () => undefined,
  );
  if (exists === false) return [bad(`${folder} is not a folder. Name another in HOLDFAST_DATA.`)];
  const nearest = exists === undefined ? await nearestThatExists(dirname(folder)) : folder;
  const writable = await access(nearest, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!writable)
    return [bad(`${nearest} cannot be written to. Give this user the right, or name another folder in HOLDFAST_DATA.`)];
  const { bavail, bsize } = await statfs(nearest);
  const free = bavail * bsize;
  const state = exists === undefined ? `${folder} will be made at the first start` : `${folder} is there`;
  return [
    free < LITTLE_SPACE
      ? warn(`${state}, with only ${gigabytes(free)} free.`)
      : ok(`${state}, with ${gigabytes(free)} free.`),
  ];
};

/** A start makes the folders above as well. */
const nearestThatExists = async (folder: string): Promise<string> => {
  return (await isThere(folder)) || folder === dirname(folder) ? folder : nearestThatExists(dirname(folder));
};

const lookAtProcess = async ({ config }: Patient): Promise<Finding[]> => {
  const runtime = await readRuntimeFile(join(resolve(config.HOLDFAST_DATA), 'runtime.json'));
  if (runtime === undefined)
    return [ok('Holdfast is not running on this data folder.'), ...(await lookAtPorts(config))];
  const answer = await fetch(new URL('/readyz', runtime.url), { signal: AbortSignal.timeout(3000) }).catch(
    () => undefined,
  );
  if (answer === undefined)
    return [
      warn(`A Holdfast that ran as process ${runtime.pid} does not answer at ${runtime.url}; the next start recovers.`),
    ];
  const told = getReadiness.answers[200].safeParse(await answer.json().catch(() => undefined));
  if (!told.success) return [warn(`Something else than Holdfast answers at ${runtime.url}; the next start recovers.`)];
  const { status: whole, parts } = told.data;
  if (whole === 'starting') return [warn(`Holdfast at ${runtime.url} is starting.`)];
  if (whole === 'draining') return [warn(`Holdfast at ${runtime.url} is stopping.`)];
  const ill = Object.entries(parts).filter(([, { status }]) => status !== 'ok');
  if (ill.length === 0) return [ok(`Holdfast runs at ${runtime.url} and all its parts are well.`)];
  return ill.map(([part, { status, detail }]) => (status === 'down' ? bad : warn)(`${partIs(part, status)} ${detail}`));
};

const lookAtDatabase = async ({ config, overrides }: Patient): Promise<Finding[]> => {
  const { HOLDFAST_DATABASE_URL: url } = config;
  if (url === undefined) return [ok('The embedded PostgreSQL is used; it starts with Holdfast.')];
  await inspectDatabase(url, migrationsWith(overrides.migrations), { tolerateBreaches: true });
  const breaches = await findBreaches(url);
  return breaches.length === 0
    ? [ok('The outside database keeps workspaces apart and has the schema of this version.')]
    : breaches.map((breach) => bad(`${breach}.`));
};

const lookAtConsole = async (): Promise<Finding[]> => {
  const built = await access(join(consoleFolder, 'index.html')).then(
    () => true,
    () => false,
  );
  return [built ? ok('The console is built.') : warn('The console is not built; `npm start` builds it.')];
};

export const CHECKS: readonly Check[] = [
  { name: 'runtime', look: lookAtRuntime },
  { name: 'settings', look: lookAtSettings },
  { name: 'data folder', look: lookAtData },
  { name: 'process', look: lookAtProcess },
  { name: 'database', look: lookAtDatabase },
  { name: 'redis', look: lookAtRedis },
  { name: 'nodes', look: lookAtNodes },
  { name: 'mail', look: lookAtMail },
  { name: 'console', look: lookAtConsole },
  { name: 'setup', look: lookAtSetup },
];
