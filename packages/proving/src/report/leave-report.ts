import { chownSync, existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { WrongUsage } from '../cli/options.ts';
import type { Report } from './report.ts';

export const asJson = (report: Report): string => `${JSON.stringify(report, undefined, 2)}\n`;

/** Writes beside the place and renames, so that nobody reads half of it. */
export const writeWhole = (file: string, content: string, mode = 0o644): void => {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, content, { mode });
  renameSync(draft, file);
};

/** Refuses before an hour of proving what would be refused after it. */
export const demandDataFolder = (folder: string): string => {
  const path = resolve(folder);
  if (!existsSync(join(path, 'holdfast.json')))
    throw new WrongUsage(`--data: ${path} is no data folder of Holdfast; name one that has been started once`);
  return path;
};

/** Where the console of that node shows it. It belongs to whom the folder belongs, whoever runs the proofs. */
export const leaveInDataFolder = (folder: string, report: Report): void => {
  const file = join(folder, 'proofs', 'latest.json');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeWhole(file, asJson(report), 0o600);
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  for (const path of [dirname(file), file]) chownSync(path, uid, gid);
};
