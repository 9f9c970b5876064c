import type { FigureKind, Group } from './figure-kinds.ts';

const [WIDTH, HEIGHT] = [240, 56];
const STROKES = ['stroke-info', 'stroke-warn', 'stroke-bad'] as const;
const DASHES = ['', '5 3', '1.5 3'] as const;

interface SmallMultipleProps {
  readonly group: Group;
  readonly kind: FigureKind;
  readonly from: number;
  readonly to: number;
  /** What the height stands for: the same in all that are compared. */
  readonly most: number;
}

/** A figure of one group over time. What it shows is also said. */
export const SmallMultiple = ({ group, kind, from, to, most }: SmallMultipleProps) => {
  const x = (at: string): number => ((Date.parse(at) - from) * WIDTH) / Math.max(1, to - from);
  const y = (value: number): number => HEIGHT - 2 - (value * (HEIGHT - 6)) / Math.max(most, Number.MIN_VALUE);
  const words = kind.lines
    .map(([label, of]) => {
      const values = group.over_time.flatMap((figures) => of(figures) ?? []);
      return values.length === 0
        ? `${label}: none`
        : `${label} from ${kind.say(Math.min(...values))} to ${kind.say(Math.max(...values))}`;
    })
    .join(', ');
  return (
    <svg
      role="img"
      aria-label={`${group.value}: ${words}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-14 w-full"
    >
      <path d={`M0 ${HEIGHT - 1}H${WIDTH}`} className="stroke-line" />
      {kind.lines.map(([label, of], line) => {
        const points = group.over_time.flatMap((figures) => {
          const value = of(figures);
          return value === null ? [] : [`${x(figures.at).toFixed(1)} ${y(value).toFixed(1)}`];
        });
        return (
          <path
            key={label}
            d={points.length === 1 ? `M${points[0]}h2` : `M${points.join('L')}`}
            strokeDasharray={DASHES[line]}
            vectorEffect="non-scaling-stroke"
            strokeWidth="1.5"
            strokeLinejoin="round"
            className={`fill-none ${points.length === 0 ? 'invisible' : ''} ${STROKES[line]}`}
          />
        );
      })}
    </svg>
  );
};

/** Which line is which. */
export const LinesKey = ({ kind }: { readonly kind: FigureKind }) => (
  <span className="flex gap-3 text-small text-muted">
    {kind.lines.map(([label], line) => (
      <span key={label} className="flex items-center gap-1.5">
        <svg aria-hidden="true" viewBox="0 0 16 4" className="h-1 w-4">
          <path d="M0 2h16" strokeWidth="2" strokeDasharray={DASHES[line]} className={STROKES[line]} />
        </svg>
        {label}
      </span>
    ))}
  </span>
);
