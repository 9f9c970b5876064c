import { packageName } from './lockfile.ts';
import type { LockEntry, Lockfile } from './lockfile.ts';
import { forgottenBuilds } from './platform-builds.ts';

const isWorkspace = (path: string, { link }: LockEntry): boolean =>
  path === '' || path.startsWith('packages/') || link === true;

/** Only a build for another platform may stand here by its version alone: see platform-builds.ts. */
const mayLackIntegrity = ({ optional, os, cpu, libc }: LockEntry): boolean => {
  const isForLinux = os?.includes('linux') === true && libc?.includes('musl') !== true;
  return (
    optional === true &&
    (os ?? cpu) !== undefined &&
    !(isForLinux && cpu?.some((name) => name === 'x64' || name === 'arm64'))
  );
};

const problemsOf = ([path, entry]: [string, LockEntry]): string[] => {
  if (entry.link === true)
    return /^packages\/[a-z]+$/.test(entry.resolved ?? '') ? [] : [`${path} links to ${entry.resolved}`];
  if (isWorkspace(path, entry)) return [];
  const hasHash = entry.integrity?.startsWith('sha512-') === true;
  return [
    ...(entry.resolved === undefined ? [] : [`${path} names where it comes from: ${entry.resolved}`]),
    ...(hasHash || (entry.integrity === undefined && mayLackIntegrity(entry))
      ? []
      : [`${path} has no sha512 integrity`]),
    ...(entry.version === undefined ? [`${path} has no version`] : []),
  ];
};

/** A sentence for everything in the lockfile that could install something else than was meant. */
export const inspectLockfile = (lockfile: Lockfile): string[] => [
  ...Object.entries(lockfile.packages).flatMap(problemsOf),
  ...forgottenBuilds(lockfile).map(
    (name) => `${name} is missing, so that npm ci refuses the lockfile: npm run check -- --fix`,
  ),
];

export const unhashedBuilds = (lockfile: Lockfile): string[] =>
  Object.entries(lockfile.packages)
    .filter(([path, entry]) => !isWorkspace(path, entry) && entry.integrity === undefined)
    .map(([path]) => packageName(path));
