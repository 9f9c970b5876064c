import type { SpanTree } from './span-node.ts';

/** A stretch of one lane in which something happens, in columns. */
export interface Run {
  readonly lane: number;
  readonly from: number;
  readonly to: number;
}

const runsIn = (cells: Uint8Array, columns: number): readonly Run[] => {
  const runs: Run[] = [];
  for (let at = 0; at < cells.length; at += 1) {
    if (cells[at] === 0) continue;
    const begin = at;
    while (cells[at + 1] === 1 && (at + 1) % columns !== 0) at += 1;
    runs.push({ lane: Math.floor(begin / columns), from: begin % columns, to: (at % columns) + 1 });
  }
  return runs;
};

/** A whole trace small: by depth and time, where spans are and where failed ones are. Its size does not grow with the trace. */
export const densityOf = ({ nodes, length }: SpanTree, columns: number, lanes: number) => {
  const [all, failed] = [new Uint8Array(columns * lanes), new Uint8Array(columns * lanes)];
  const scale = columns / Math.max(1, length);
  for (const { start, end, depth, span } of nodes) {
    if (span === undefined) continue;
    const lane = Math.min(depth, lanes - 1) * columns;
    const from = Math.min(columns - 1, Math.floor(start * scale));
    const to = Math.min(columns, Math.max(from + 1, Math.ceil((end ?? length) * scale)));
    all.fill(1, lane + from, lane + to);
    if (span.status === 'error') failed.fill(1, lane + from, lane + to);
  }
  return { all: runsIn(all, columns), failed: runsIn(failed, columns) };
};
