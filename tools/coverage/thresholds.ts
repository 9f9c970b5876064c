import { byRoom, overall, percent } from './table.ts';
import type { FileCoverage } from './table.ts';

/** Lines that must be covered, in percent. */
const THRESHOLDS: Readonly<Record<string, number>> = { all: 80, 'server/platform/database': 90 };

/** A sentence for each room that stays below. */
export const shortfalls = (files: readonly FileCoverage[], thresholds = THRESHOLDS): string[] =>
  [...byRoom(files), overall(files)]
    .filter(({ room, lines }) => percent(lines) < (thresholds[room] ?? 0))
    .map(
      ({ room, lines }) =>
        `${room}: ${percent(lines).toFixed(1)} % of the lines are covered, ${thresholds[room]} % are wanted.`,
    );
