import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { BARS_FILE, overrideBars, readBars } from './bars.ts';
import { loadCatalogue } from './catalogue.ts';
import { WrongUsage, type Options } from './cli/options.ts';
import { select, type Selected } from './cli/select.ts';
import { createSharedLab } from './lab/lab.ts';
import { ENTRIES, ROOT } from './lab/repository.ts';
import { calibrate } from './report/calibrate.ts';
import { describeMachine } from './report/machine.ts';
import { createProgress } from './report/progress.ts';
import { makeReport, type Report } from './report/report.ts';
import { drawSeed } from './run/random.ts';
import { runAll } from './run/run-all.ts';

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

export const prove = async (options: Options, signal: AbortSignal): Promise<Report> => {
  const startedAt = new Date();
  const since = performance.now();
  const catalogue = await loadCatalogue();
  const selected = select(catalogue, options);
  const scenarios = scenariosOf(selected);
  const bars = overrideBars(readBars(BARS_FILE), ownBars(options));
  const seed = options.seed ?? drawSeed();
  const calibration = await calibrate();

  process.stdout.write(`Proving ${scenarios.length} of ${catalogue.promises.length} promises, seed ${seed}\n`);
  const shared = createSharedLab(ENTRIES, childEnvironment(options));
  const stopSharing = () => shared.close();
  process.once('exit', stopSharing);
  const watcher = createProgress(process.stdout, scenarios.length);
  const { concurrency } = options;
  const results = await runAll(scenarios, { shared, bars, seed, signal, concurrency, watcher });
  shared.close();
  process.off('exit', stopSharing);

  const report = makeReport({
    startedAt,
    seconds: Math.round(performance.now() - since) / 1000,
    seed,
    version: versionOf(ROOT),
    machine: describeMachine(),
    calibration,
    promises: catalogue.promises,
    selected: selected.map(({ promised }) => promised),
    results,
  });
  if (options.json !== undefined) {
    const file = resolve(options.json);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
  }
  return report;
};
