import { type ImportJob, ROW_OUTCOMES } from '@holdfast/protocol/knowledge/imports';
import { Mark, type MarkLook } from '../../look/mark.tsx';
import { countOf } from '../../text/count.ts';

export type RowOutcome = (typeof ROW_OUTCOMES)[number];

interface OutcomeLook extends MarkLook {
  readonly fill: string;
  readonly means: string;
}

export const OUTCOMES: Readonly<Record<RowOutcome, OutcomeLook>> = {
  added: { tone: 'ok', shape: 'check', fill: 'fill-ok', means: 'new here' },
  changed: { tone: 'info', shape: 'bolt', fill: 'fill-info', means: 'there already, and different' },
  unchanged: { tone: 'none', shape: 'dash', fill: 'fill-faint', means: 'there already, and the same' },
  duplicate: { tone: 'none', shape: 'ring', fill: 'fill-line-strong', means: 'twice in the file' },
  rejected: { tone: 'bad', shape: 'cross', fill: 'fill-bad', means: 'could not be read as a pair' },
};

export const OutcomeMark = ({ outcome }: { readonly outcome: RowOutcome }) => {
  const { tone, shape } = OUTCOMES[outcome];
  return (
    <Mark tone={tone} shape={shape}>
      {outcome}
    </Mark>
  );
};

const WIDTH = 1_000;

interface OutcomeBarProps {
  readonly of: string;
  readonly counts: ImportJob['counts'];
  /** Of all rows, where not all have been worked on. */
  readonly total?: number;
}

/** What became of rows, as parts of one bar. */
export const OutcomeBar = ({ of, counts, total = counts.rows }: OutcomeBarProps) => {
  const widths = ROW_OUTCOMES.map((outcome) => (counts[outcome] / Math.max(1, total)) * WIDTH);
  return (
    <svg
      role="img"
      aria-label={`${of}: ${ROW_OUTCOMES.map((outcome) => `${countOf(counts[outcome])} ${outcome}`).join(', ')}`}
      viewBox={`0 0 ${WIDTH} 10`}
      preserveAspectRatio="none"
      className="block h-2 w-full"
    >
      <rect width={WIDTH} height="10" className="fill-sunken" />
      {ROW_OUTCOMES.map((outcome, index) => (
        <rect
          key={outcome}
          x={widths.slice(0, index).reduce((sum, width) => sum + width, 0)}
          width={widths[index]}
          height="10"
          className={OUTCOMES[outcome].fill}
        />
      ))}
    </svg>
  );
};
