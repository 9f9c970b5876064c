import { packageName } from './lockfile.ts';
import type { LockEntry, Lockfile } from './lockfile.ts';

// A registry that lacks the build for some platform makes `npm install` leave it out of the lockfile, and `npm ci` then
// refuses the lockfile on every platform. An entry with the version alone is enough: npm skips it where it does not fit.
const PLATFORM =
  /(?<os>android|darwin|freebsd|linux|openharmony|win32|windows)-(?<cpu>arm64|arm|x64|ia32|ppc64|riscv64|s390x)(?:-(?<libc>gnu|musl)(?:eabihf)?|-msvc|-eabi)?$/;

const LIBC: Readonly<Record<string, string>> = { gnu: 'glibc', musl: 'musl' };

/** What a package's name says about where it runs; a name that says nothing (WebAssembly) runs nowhere of its own. */
export const platformOf = (name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> => {
  const { os, cpu, libc } = PLATFORM.exec(name)?.groups ?? {};
  if (!os || !cpu) return { cpu: ['wasm32'] };
  const known = libc === undefined ? undefined : LIBC[libc];
  return { os: [os === 'windows' ? 'win32' : os], cpu: [cpu], ...(known ? { libc: [known] } : {}) };
};

const isPresent = (lockfile: Lockfile, name: string): boolean =>
  Object.keys(lockfile.packages).some((path) => packageName(path) === name);

const missingIn = (lockfile: Lockfile): [string, LockEntry][] =>
  Object.values(lockfile.packages).flatMap((entry) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !isPresent(lockfile, name))
      .map(([name, range]): [string, LockEntry] => [
        `node_modules/${name}`,
        {
          version: range.replace(/^[\^~]/, ''),
          ...(entry.dev ? { dev: true } : {}),
          optional: true,
          ...platformOf(name),
        },
      ]),
  );

/** The same lockfile, with an entry for each platform's build that it forgot. */
export const withPlatformBuilds = <L extends Lockfile>(lockfile: L): L => {
  const entries = [...Object.entries(lockfile.packages), ...missingIn(lockfile)];
  // npm sorts like this, so that its next change of the file stays small.
  entries.sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { ...lockfile, packages: Object.fromEntries(entries) };
};

export const forgottenBuilds = (lockfile: Lockfile): string[] => missingIn(lockfile).map(([path]) => packageName(path));
