import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './scenario.ts';

/** How good a figure has to be, and how good it is elsewhere. */
export interface Bar {
  readonly id: string;
  readonly figure: string;
  /** In words, as it was found. */
  readonly others: string;
  readonly ours: number;
  readonly better: 'lower' | 'higher';
  readonly unit: string;
}

/** What this machine measured before. */
export interface Baseline {
  readonly runs: number;
  readonly median: number;
  /** How far from the median a figure is still as usual. */
  readonly noise: number;
  readonly moved: 'better' | 'worse' | 'changed' | null;
}

export interface MeasuredFigure extends Figure {
  readonly bar?: Bar;
  /** Undefined without a bar. */
  readonly kept?: boolean;
  /** Undefined where this machine has measured too little. */
  readonly baseline?: Baseline;
}

export const BARS_FILE = join(import.meta.dirname, 'bars.json');

const isBar = (value: unknown): value is Bar => {
  if (typeof value !== 'object' || value === null) return false;
  const bar = value as Record<string, unknown>;
  const texts = ['id', 'figure', 'others', 'unit'].every((key) => typeof bar[key] === 'string');
  return texts && typeof bar['ours'] === 'number' && (bar['better'] === 'lower' || bar['better'] === 'higher');
};

export const readBars = (file: string): readonly Bar[] => {
  const bars: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!Array.isArray(bars)) throw new Error(`${file} is not a list of bars`);
  const broken = bars.findIndex((bar) => !isBar(bar));
  if (broken !== -1)
    throw new Error(`${file}: entry ${broken + 1} is not a bar {id, figure, others, ours, better, unit}`);
  return bars as Bar[];
};

/** Bars of one's own replace ours one by one. */
export const overrideBars = (bars: readonly Bar[], own: readonly Bar[]): readonly Bar[] => {
  const isOverridden = (bar: Bar) => own.some(({ id, figure }) => id === bar.id && figure === bar.figure);
  return [...bars.filter((bar) => !isOverridden(bar)), ...own];
};

export const measureAgainst = (bars: readonly Bar[], id: string, figure: Figure): MeasuredFigure => {
  const bar = bars.find((each) => each.id === id && each.figure === figure.name);
  if (bar === undefined) return figure;
  return { ...figure, bar, kept: bar.better === 'lower' ? figure.value <= bar.ours : figure.value >= bar.ours };
};
