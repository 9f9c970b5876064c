import type { ProofsReport } from '@holdfast/protocol/proofs/report';
import { countOfKind, OUTCOMES } from './outcomes.ts';

const WIDTH = 1_000;

const sumOf = (counts: ProofsReport['counts']): number =>
  OUTCOMES.reduce((sum, { kind }) => sum + countOfKind(counts, kind), 0);

/** The outcomes as parts of one bar. */
export const ShareBar = ({ of, counts }: { readonly of: string; readonly counts: ProofsReport['counts'] }) => {
  const total = Math.max(1, sumOf(counts));
  const widths = OUTCOMES.map(({ kind }) => (countOfKind(counts, kind) / total) * WIDTH);
  return (
    <svg
      role="img"
      aria-label={`${of}: ${OUTCOMES.map(({ kind, word }) => `${countOfKind(counts, kind)} ${word}`).join(', ')}`}
      viewBox={`0 0 ${WIDTH} 10`}
      preserveAspectRatio="none"
      className="h-2 w-full"
    >
      <rect width={WIDTH} height="10" className="fill-sunken" />
      {OUTCOMES.map(({ kind, fill }, index) => (
        <rect
          key={kind}
          x={widths.slice(0, index).reduce((sum, width) => sum + width, 0)}
          width={widths[index]}
          height="10"
          className={fill}
        />
      ))}
    </svg>
  );
};
