import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../bootstrap/places.mjs';
import { packageName, readLockfile } from '../lockfile/lockfile.ts';
import type { LockEntry } from '../lockfile/lockfile.ts';
import { BUNDLED } from './bundled-notices.ts';

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;

const isFromNpm = ([path, { link, dev }]: [string, LockEntry]): boolean =>
  path.startsWith('node_modules/') && !link && !dev;

/** A build for one platform is not installed on the others, and the file must be the same everywhere. */
const isForOnePlatform = ({ os, cpu }: LockEntry): boolean => os !== undefined || cpu !== undefined;

const licenceTexts = (path: string): string[] => {
  const names = readdirSync(join(ROOT, path)).filter((name) => LICENCE_FILE.test(name));
  return names.toSorted().map((name) =>
    readFileSync(join(ROOT, path, name), 'utf8')
      .replaceAll('\r\n', '\n')
      .trim(),
  );
};

const indented = (text: string): string => text.replace(/^(?=.)/gm, '    ');

const notice = ([path, { version = '', license = 'licence not named', optional }]: [string, LockEntry]): string => {
  const title = `## ${packageName(path)} ${version} (${license})`;
  const texts = optional ? [] : licenceTexts(path);
  return [title, ...texts.map(indented)].join('\n\n');
};

/** The embedder's data lies in the repository itself. */
const embedderNotice = (): string => {
  const notice = readFileSync(join(ROOT, 'packages/server/embedder/NOTICE'), 'utf8').trim();
  return ['## The built-in embedder (Apache-2.0)', indented(notice)].join('\n\n');
};

export const noticesFile = (): string => {
  const packages = Object.entries(readLockfile().packages).filter(isFromNpm);
  const everywhere = packages.filter(([, entry]) => !isForOnePlatform(entry));
  const onePlatform = packages.filter(([, entry]) => isForOnePlatform(entry)).map(([path]) => packageName(path));
  return `Third-party notices

Holdfast is licensed under the Apache License 2.0 (see LICENSE). It runs with the following software, which npm installs.
Generated from package-lock.json by \`npm run check -- --fix\`; do not edit.

${BUNDLED}
${embedderNotice()}

## Builds for single platforms

Of these npm installs the one that fits the machine; each carries the licence of the package that asks for it:
${[...new Set(onePlatform)].toSorted().join(', ')}.

${everywhere.map(notice).join('\n\n')}
`;
};
