import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename } from 'node:fs/promises';
import path from 'node:path';
import sparticuz from '@sparticuz/chromium';

const CACHE = path.resolve(import.meta.dirname, '../../../.cache');
const UNPACKED = path.join(CACHE, 'chromium');

const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What the package is tuned to for its own platform and what a test must not have: one process dies with its first context, and a browser without web security proves nothing about it. */
const UNWANTED = new Set([
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
  '--allow-running-insecure-content',
]);

/** It unpacks itself where temporary files go, 200 MB that are kept here instead; one that was cut off is no browser. */
const unpack = async (): Promise<string> => {
  const executablePath = path.join(UNPACKED, 'chromium');
  if (existsSync(executablePath)) return executablePath;
  await mkdir(CACHE, { recursive: true });
  const draft = await mkdtemp(path.join(CACHE, 'chromium-draft-'));
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = draft;
  await sparticuz.executablePath();
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  await rename(draft, UNPACKED);
  return executablePath;
};

/** How Playwright starts the Chromium that came with npm. */
export const launchOptions = async (): Promise<{ executablePath: string; args: string[] }> => ({
  executablePath: await unpack(),
  args: [...sparticuz.args.filter((arg) => !UNWANTED.has(arg)), ...QUIET],
});
