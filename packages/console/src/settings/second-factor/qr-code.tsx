import { darkPath } from './dark-path.ts';

/** The light margin that a camera needs. */
const QUIET = 4;

/** Dark on light in every theme: not every camera reads it the other way round. */
export const QrCode = ({ rows, label }: { readonly rows: readonly string[]; readonly label: string }) => {
  const size = rows.length + 2 * QUIET;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-QUIET} ${-QUIET} ${size} ${size}`}
      shapeRendering="crispEdges"
      className="aspect-square w-full max-w-[184px] rounded-control border border-line"
    >
      <rect x={-QUIET} y={-QUIET} width={size} height={size} fill="#fff" />
      <path d={darkPath(rows)} fill="#000" />
    </svg>
  );
};
