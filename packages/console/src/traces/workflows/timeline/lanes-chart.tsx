import { memo } from 'react';
import { countOf } from '../../../text/count.ts';
import { columnOf, type Lane } from './lanes.ts';

const FILLS = ['fill-accent', 'fill-info', 'fill-warn', 'fill-ok', 'fill-bad', 'fill-ink', 'fill-faint'] as const;
const HEIGHT = 14;

/** They stay while one goes through the patches. */
const Marks = memo(({ columns }: Pick<Lane, 'columns'>) =>
  columns.map((number, column) =>
    // oxlint-disable-next-line react/no-array-index-key -- a column is its place
    number === 0 ? undefined : <rect key={column} x={column} y={1} width={0.9} height={HEIGHT - 2} />,
  ),
);

interface LanesChartProps {
  readonly lanes: readonly Lane[];
  readonly place: number;
  readonly patches: number;
}

/** Which node patched when, from the first patch to the last. Its names say what its colours do. */
export const LanesChart = ({ lanes, place, patches }: LanesChartProps) => {
  const width = lanes[0]?.columns.length ?? 0;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-y-1 sm:grid-cols-[minmax(80px,max-content)_minmax(0,1fr)] sm:gap-x-3">
      {lanes.map(({ name, columns, patches: count }, index) => (
        <div key={name} className="contents">
          <span className="text-small text-muted wrap-anywhere sm:max-w-48">
            {name} <span className="text-faint">{countOf(count)}</span>
          </span>
          <svg
            aria-hidden="true"
            viewBox={`0 0 ${width} ${HEIGHT}`}
            preserveAspectRatio="none"
            className={`h-4 w-full rounded-control bg-sunken ${FILLS[index % FILLS.length]}`}
          >
            <Marks columns={columns} />
            <rect
              x={columnOf(place, patches)}
              y={0}
              width={1}
              height={HEIGHT}
              className="fill-none stroke-ink"
              strokeWidth={2}
              vectorEffect="non-scaling-stroke"
            />
          </svg>
        </div>
      ))}
    </div>
  );
};
