import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, inject, it } from 'vitest';

const MOST_BYTES = 250_000;

const zipped = async (folder: string, name: string): Promise<number> =>
  gzipSync(await readFile(path.join(folder, 'assets', name))).length;

/** The scripts that the first page names, before anybody goes anywhere. */
const firstScripts = async (folder: string): Promise<readonly string[]> => {
  const html = await readFile(path.join(folder, 'index.html'), 'utf8');
  return [...html.matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/gu)].map(([, name]) => name ?? '');
};

it('loads less than 250 kB of script before the first page', async () => {
  const folder = inject('consoleFolder');
  const names = await firstScripts(folder);
  const sizes = await Promise.all(names.map((name) => zipped(folder, name)));
  expect(names.length).toBeGreaterThan(0);
  expect(sizes.reduce((all, size) => all + size, 0)).toBeLessThan(MOST_BYTES);
});

it('loads the pages of Traces only when somebody goes there', async () => {
  const folder = inject('consoleFolder');
  const [first, all] = [new Set(await firstScripts(folder)), await readdir(path.join(folder, 'assets'))];
  const page = all.filter((name) => /^(?:trace-page|traces-page|figures-page)-.*\.js$/u.test(name));
  expect(page).toHaveLength(3);
  expect(page.filter((name) => first.has(name))).toEqual([]);
  const sizes = await Promise.all(page.map((name) => zipped(folder, name)));
  expect(Math.max(...sizes)).toBeLessThan(60_000);
});

it('loads the pages of Knowledge, and what draws Markdown, only when somebody goes there', async () => {
  const folder = inject('consoleFolder');
  const [first, all] = [new Set(await firstScripts(folder)), await readdir(path.join(folder, 'assets'))];
  const page = all.filter((name) =>
    /^(?:pairs-page|pair-page|search-page|new-import-page|markdown)-.*\.js$/u.test(name),
  );
  expect(page).toHaveLength(5);
  expect(page.filter((name) => first.has(name))).toEqual([]);
  const sizes = await Promise.all(page.map((name) => zipped(folder, name)));
  expect(Math.max(...sizes)).toBeLessThan(60_000);
});
