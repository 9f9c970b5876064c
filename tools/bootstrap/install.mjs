import { join } from 'node:path';
import { isInstalled, somethingIsInstalled, writeStamp } from './installed.mjs';
import { alone } from './lock.mjs';
import { npm } from './npm.mjs';
import { CACHE } from './places.mjs';
import { requireSupportedPlatform } from './platform.mjs';

const WHAT = {
  runtime: { flags: ['--omit=dev'], says: 'Installing dependencies, about 20 seconds, once.' },
  dev: {
    flags: ['--include=dev'],
    says: 'Installing dependencies and the tools for tests, about 40 seconds, once.',
  },
};
const QUIET = [
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=5000',

  '--no-audit',
  '--no-fund',
  '--no-progress',
  '--loglevel=error',
  '--ignore-scripts',
  '--include=optional',
];

/** `npm ci` removes node_modules first. A running server lives there, so what is there is completed instead. */
const installCommand = () => (somethingIsInstalled() ? ['install', '--no-save'] : ['ci']);

export const ensureInstalled = async (mode) => {
  if (isInstalled(mode)) return;
  requireSupportedPlatform();
  await alone(join(CACHE, 'install.lock'), async () => {
    if (isInstalled(mode)) return;
    console.error(WHAT[mode].says);
    await npm([...installCommand(), ...WHAT[mode].flags, ...QUIET]);
    writeStamp(mode);
  });
};
