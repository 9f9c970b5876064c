import { ProofsReport } from '@holdfast/protocol/proofs/report';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
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

const reportIn = (folder: string): string => join(folder, 'proofs', 'latest.json');

/** Where the console of that node shows it. It belongs to whom the folder belongs, whoever runs the proofs. */
export const leaveInDataFolder = (folder: string, report: Report): void => {
  const file = reportIn(folder);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeWhole(file, asJson(report), 0o600);
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  for (const path of [dirname(file), file]) chownSync(path, uid, gid);
};

const isWhole = (file: string): boolean => {
  try {
    const { success, data } = ProofsReport.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return success && data.partial !== true;
  } catch {
    // there is none, or none that anybody can read: nothing is lost by another
    return false;
  }
};

/** A choice takes the place of a report over the whole only when somebody says so. What it did it says. */
export const leaveUnlessPartial = (folder: string, report: Report, replaces: boolean): string => {
  const file = reportIn(folder);
  if (!report.partial) {
    leaveInDataFolder(folder, report);
    return '';
  }
  const wasWhole = isWhole(file);
  if (wasWhole && !replaces) {
    return `The report over the whole in ${folder} stays as it is: this run was of a choice. --replace puts it there.`;
  }
  leaveInDataFolder(folder, report);
  return `The report of this choice was left in ${folder}${wasWhole ? ', in the place of one over the whole' : ''}.`;
};

const tell = (sentence: string): void => {
  // the last line of what is printed is that of the counts
  if (sentence !== '') process.stderr.write(`${sentence}\n`);
};

/** Everywhere it was asked for. Called when the report has been said: what cannot be written is not lost. */
export const leaveReport = (options: Options, report: Report, results: readonly Result[]): void => {
  const { json, html, data, saveBaseline: saves } = options;
  if (json !== undefined) writeWhole(resolve(json), asJson(report));
  if (html !== undefined) writeWhole(resolve(html), htmlReport(report));
  if (data !== undefined) tell(leaveUnlessPartial(demandDataFolder(data), report, options.replace));
  if (!saves) return;
  const run = {
    at: report.started_at,
    version: report.version,
    figures: figuresOf(results),
    calibration: report.calibration,
  };
  saveBaseline(BASELINES_FOLDER, report.machine.fingerprint, run);
};
