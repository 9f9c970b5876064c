import { chownSync, existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { WrongUsage, type Options } from '../cli/options.ts';
import { ROOT } from '../lab/repository.ts';
import type { Result } from '../run/run-scenario.ts';
import { figuresOf, saveBaseline } from './baselines.ts';
import { htmlReport } from './html/page.ts';
import type { Report } from './report.ts';

/** Beside the reports, which are not part of the project. */
export const BASELINES_FOLDER = join(ROOT, 'proofs/baselines');

const asJson = (report: Report): string => `${JSON.stringify(report, undefined, 2)}\n`;

/** Writes beside the place and renames, so that nobody reads half of it. */
const writeWhole = (file: string, content: string, mode = 0o644): void => {
  const draft = `${file}.${process.pid}.draft`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, content, { mode });
    renameSync(draft, file);
  } catch (failure) {
    throw new WrongUsage(`the report cannot be written to ${file}: ${(failure as Error).message}`);
  }
};

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

/** Everywhere it was asked for. Called when the report has been said: what cannot be written is not lost. */
export const leaveReport = (options: Options, report: Report, results: readonly Result[]): void => {
  const { json, html, data, saveBaseline: saves } = options;
  if (json !== undefined) writeWhole(resolve(json), asJson(report));
  if (html !== undefined) writeWhole(resolve(html), htmlReport(report));
  if (data !== undefined) leaveInDataFolder(demandDataFolder(data), report);
  if (!saves) return;
  const run = { at: report.started_at, version: report.version, figures: figuresOf(results) };
  saveBaseline(BASELINES_FOLDER, report.machine.fingerprint, run);
};
