import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BARS_FILE, overrideBars, readBars } from './bars.ts';
import { loadCatalogue } from './catalogue.ts';
import { isPartial, WrongUsage, type Options } from './cli/options.ts';
import { select, type Selected } from './cli/select.ts';
import { createSharedLab } from './lab/lab.ts';
import { ENTRIES, ROOT } from './lab/repository.ts';
import { againstBaselines, readBaselines } from './report/baselines.ts';
import { calibrate } from './report/calibrate.ts';
import { BASELINES_FOLDER, demandDataFolder } from './report/leave-report.ts';
import { describeMachine } from './report/machine.ts';
import { createProgress } from './report/progress.ts';
import { makeReport, type Report } from './report/report.ts';
import { slownessInWords } from './report/slowness.ts';
import { drawSeed } from './run/random.ts';
import { runAll, type RunAllOptions } from './run/run-all.ts';
import { knock, runLive } from './run/run-live.ts';
import type { Result } from './run/run-scenario.ts';
import type { Scenario } from './scenario.ts';

const COVERAGE_FOLDER = join(ROOT, 'coverage/raw/proofs');

const versionOf = (folder: string): string =>
  (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;

const childEnvironment = ({ coverage }: Options): Record<string, string> => {
  if (!coverage) return {};
  mkdirSync(COVERAGE_FOLDER, { recursive: true });
  // functions from a cache are counted less exactly
  return { NODE_V8_COVERAGE: COVERAGE_FOLDER, NODE_DISABLE_COMPILE_CACHE: '1' };
};

const ownBars = ({ bars }: Options) => {
  if (bars === undefined) return [];
  try {
    return readBars(resolve(bars));
  } catch (failure) {
    throw new WrongUsage(`--bars: ${(failure as Error).message}`);
  }
};

const scenariosOf = (selected: readonly Selected[]) => selected.flatMap(({ scenario }) => scenario ?? []);

type Runs = Omit<RunAllOptions, 'shared' | 'concurrency'>;

const runInLab = async (scenarios: readonly Scenario[], options: Options, runs: Runs): Promise<readonly Result[]> => {
  const shared = createSharedLab(ENTRIES, childEnvironment(options));
  const stopSharing = () => shared.close();
  process.once('exit', stopSharing);
  const results = await runAll(scenarios, { ...runs, shared, concurrency: options.concurrency });
  shared.close();
  process.off('exit', stopSharing);
  return results;
};

export interface Proved {
  readonly report: Report;
  readonly results: readonly Result[];
}

export const prove = async (options: Options, signal: AbortSignal): Promise<Proved> => {
  const startedAt = new Date();
  const since = performance.now();
  const { target, data } = options;
  // refused now and not after an hour of proving
  if (data !== undefined) demandDataFolder(data);
  const catalogue = await loadCatalogue();
  const selected = select(catalogue, options);
  const scenarios = scenariosOf(selected);
  const bars = overrideBars(readBars(BARS_FILE), ownBars(options));
  const seed = options.seed ?? drawSeed();
  const version = target === undefined ? versionOf(ROOT) : await knock(target);
  const machine = describeMachine();
  const before = readBaselines(BASELINES_FOLDER, machine.fingerprint);
  const calibration = await calibrate();
  const slow = slownessInWords(
    calibration,
    before.flatMap((run) => run.calibration ?? []),
  );

  const safe = target === undefined ? scenarios : scenarios.filter((scenario) => scenario.safe !== undefined);
  process.stdout.write(`Proving ${safe.length} of ${catalogue.promises.length} promises, seed ${seed}\n`);
  const watcher = createProgress(process.stdout, safe.length);
  const results =
    target === undefined
      ? await runInLab(scenarios, options, { bars, seed, signal, watcher })
      : await runLive(scenarios, { target, bars, signal, watcher });

  const report = makeReport({
    startedAt,
    seconds: Math.round(performance.now() - since) / 1000,
    seed,
    version,
    target: target?.origin ?? null,
    partial: isPartial(options),
    remarks: slow === undefined ? [] : [slow],
    machine,
    calibration,
    promises: catalogue.promises,
    selected: selected.map(({ promised }) => promised),
    // over the net another machine is measured than this one
    results: target === undefined ? againstBaselines(results, before) : results,
  });
  return { report, results };
};
