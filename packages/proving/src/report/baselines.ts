import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Baseline, MeasuredFigure } from '../bars.ts';
import { WrongUsage } from '../cli/options.ts';
import type { Result } from '../run/run-scenario.ts';
import type { Calibration } from './calibrate.ts';

/** What one run measured, by the id of the scenario and the name of the figure. */
export interface BaselineRun {
  readonly at: string;
  readonly version: string;
  readonly figures: Readonly<Record<string, number>>;
  /** How fast the machine was then; absent in those of before it was kept. */
  readonly calibration?: Calibration;
}

const KEPT_RUNS = 20;
/** With fewer there is no noise to know. */
const FEWEST_RUNS = 3;
/** Of a normal distribution: so many deviations are no chance any more. */
const DEVIATIONS = 4;
/** From the median of absolute deviations to a standard deviation. */
const SCALE = 1.4826;
/** Three runs that happen to agree to the last digit do not mean that nothing may ever differ. */
const LEAST_SHARE = 0.15;

const keyOf = (id: string, name: string): string => `${id} ${name}`;

const fileOf = (folder: string, fingerprint: string): string => join(folder, `${fingerprint}.json`);

const isRun = (value: unknown): value is BaselineRun =>
  typeof value === 'object' && value !== null && typeof (value as BaselineRun).figures === 'object';

const runsIn = (text: string): readonly BaselineRun[] | undefined => {
  try {
    const { runs } = JSON.parse(text) as { runs?: unknown };
    return Array.isArray(runs) && runs.every(isRun) ? runs : undefined;
  } catch {
    return undefined;
  }
};

export const readBaselines = (folder: string, fingerprint: string): readonly BaselineRun[] => {
  const file = fileOf(folder, fingerprint);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  const runs = runsIn(text);
  if (runs === undefined) throw new WrongUsage(`${file} holds no baselines: remove it`);
  return runs;
};

/** Adds a run to those of this machine; the oldest go. */
export const saveBaseline = (folder: string, fingerprint: string, run: BaselineRun): string => {
  const file = fileOf(folder, fingerprint);
  const runs = [...readBaselines(folder, fingerprint), run].slice(-KEPT_RUNS);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.draft`, `${JSON.stringify({ machine: fingerprint, runs }, undefined, 2)}\n`);
  renameSync(`${file}.draft`, file);
  return file;
};

export const figuresOf = (results: readonly Result[]): Record<string, number> =>
  Object.fromEntries(
    results.flatMap(({ scenario, figures }) => figures.map(({ name, value }) => [keyOf(scenario.id, name), value])),
  );

const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
};

const directionOf = ({ value, bar }: MeasuredFigure, median: number): 'better' | 'worse' | 'changed' => {
  if (bar === undefined) return 'changed';
  return value < median === (bar.better === 'lower') ? 'better' : 'worse';
};

/** By the median and the median deviation: one odd run among the last twenty changes nothing. */
const compare = (figure: MeasuredFigure, before: readonly number[]): Baseline => {
  const median = medianOf(before);
  const deviation = medianOf(before.map((value) => Math.abs(value - median))) * SCALE;
  const noise = Math.max(DEVIATIONS * deviation, LEAST_SHARE * Math.abs(median));
  const isUsual = Math.abs(figure.value - median) <= noise;
  return { runs: before.length, median, noise, moved: isUsual ? null : directionOf(figure, median) };
};

/** Each figure with what this machine measured before, where that is enough to say something. */
export const againstBaselines = (results: readonly Result[], runs: readonly BaselineRun[]): readonly Result[] =>
  results.map((result) => ({
    ...result,
    figures: result.figures.map((figure) => {
      const key = keyOf(result.scenario.id, figure.name);
      const before = runs.flatMap(({ figures }) => figures[key] ?? []);
      return before.length < FEWEST_RUNS ? figure : { ...figure, baseline: compare(figure, before) };
    }),
  }));
