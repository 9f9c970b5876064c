import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { alone } from './bootstrap/lock.mjs';
import { CACHE, LOCKFILE, MODULES, ROOT } from './bootstrap/places.mjs';
import { runQuietly } from './bootstrap/run-quietly.mjs';
import { Sentence } from './bootstrap/sentence.mjs';

const CONSOLE = join(ROOT, 'packages', 'console');
const DIST = join(CONSOLE, 'dist');
const STAMP = join(CACHE, 'console-build');
const SOURCES = [CONSOLE, join(ROOT, 'packages', 'client', 'src'), join(ROOT, 'packages', 'protocol', 'src')];
const NOT_BUILT = /^(node_modules|test|dist(-.*)?|.*\.test\.tsx?)$/;

const filesUnder = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !NOT_BUILT.test(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesUnder(path) : [path];
    })
    .toSorted();

/** Over names and contents: a few hundred small files take some 15 ms, so times and sizes need not be trusted. */
export const hashSources = (folders, root) => {
  const hash = createHash('sha256');
  for (const file of folders.filter((folder) => existsSync(folder)).flatMap(filesUnder)) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
};

const wantedStamp = () =>
  createHash('sha256').update(hashSources(SOURCES, ROOT)).update(readFileSync(LOCKFILE)).digest('hex');

const isFresh = (wanted) =>
  existsSync(join(DIST, 'index.html')) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted;

const runVite = async (node, outDir) => {
  const args = [
    join(MODULES, 'vite', 'bin', 'vite.js'),
    'build',
    '--logLevel',
    'warn',
    '--outDir',
    outDir,
    '--emptyOutDir',
  ];
  const { code, output } = await runQuietly(node, args, { cwd: CONSOLE });
  if (code === 0) return;
  process.stderr.write(output);
  throw new Sentence('The console could not be built; the output of vite is above.');
};

/** A server that runs serves the old files until the last moment. */
const replaceDist = (fresh) => {
  const old = `${DIST}-old-${process.pid}`;
  if (existsSync(DIST)) renameSync(DIST, old);
  renameSync(fresh, DIST);
  rmSync(old, { recursive: true, force: true });
};

const build = async (node, stamp) => {
  console.error('Building the console, about 5 seconds, once for each version.');
  const fresh = `${DIST}-new-${process.pid}`;
  try {
    await runVite(node, fresh);
    replaceDist(fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(STAMP, stamp);
};

export const buildConsoleIfStale = async (node) => {
  if (!existsSync(join(CONSOLE, 'index.html')) || isFresh(wantedStamp())) return;
  await alone(join(CACHE, 'console-build.lock'), async () => {
    const stamp = wantedStamp();
    if (!isFresh(stamp)) await build(node, stamp);
  });
};
