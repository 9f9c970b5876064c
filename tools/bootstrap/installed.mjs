import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCKFILE, MODULES } from './places.mjs';
import { platformName } from './platform.mjs';

const STAMP = join(MODULES, '.holdfast-install.json');

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
};

const lockHash = () => createHash('sha256').update(readFileSync(LOCKFILE)).digest('hex');

const expectedStamp = (mode) => ({ lock: lockHash(), mode, platform: platformName() });

const stampSatisfies = (stamp, wanted) =>
  stamp?.lock === wanted.lock &&
  stamp.platform === wanted.platform &&
  (stamp.mode === wanted.mode || stamp.mode === 'dev');

/** Packages of other platforms may be missing, and so may those that only tests need when only running is wanted. */
const mustBeThere = ([path, entry], mode) =>
  path !== '' && !entry.optional && !entry.devOptional && !entry.link && !(mode === 'runtime' && entry.dev);

/** npm's own record of what lies in node_modules; it tells whether somebody who ran npm by hand has installed enough. */
export const recordSatisfies = (lockfile, record, mode) =>
  Object.entries(lockfile?.packages ?? {})
    .filter(([path, entry]) => path.startsWith('node_modules/') && mustBeThere([path, entry], mode))
    .every(([path, entry]) => record?.packages?.[path]?.integrity === entry.integrity);

const npmRecord = () => readJson(join(MODULES, '.package-lock.json'));

export const somethingIsInstalled = () => npmRecord() !== undefined;

export const writeStamp = (mode) => writeFileSync(STAMP, `${JSON.stringify(expectedStamp(mode))}\n`);

export const isInstalled = (mode) => {
  const wanted = expectedStamp(mode);
  if (stampSatisfies(readJson(STAMP), wanted)) return true;
  if (!recordSatisfies(readJson(LOCKFILE), npmRecord(), mode)) return false;
  writeStamp(mode);
  return true;
};
