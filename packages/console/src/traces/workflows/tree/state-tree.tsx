import { useRowsInSight } from '../../../controls/use-rows-in-sight.ts';
import type { Change } from './change.ts';
import type { Row } from './rows.ts';

const ROW = 28;
const STEP = 16;

const CHANGES: Readonly<Record<Change, { readonly sign: string; readonly word: string; readonly look: string }>> = {
  added: { sign: '+', word: 'added', look: 'bg-ok-soft' },
  changed: { sign: '~', word: 'changed', look: 'bg-warn-soft' },
  removed: { sign: '−', word: 'removed', look: 'bg-bad-soft line-through' },
  same: { sign: '', word: '', look: '' },
};

const Line = ({
  row,
  isFolded,
  onFold,
}: {
  readonly row: Row;
  readonly isFolded: boolean;
  readonly onFold: () => void;
}) => {
  const { sign, word, look } = CHANGES[row.change];
  const name = (
    <>
      <span className="font-semibold">{row.name}</span>
      {!row.isBranch && <span className="text-muted">: </span>}
    </>
  );
  return (
    <>
      <span aria-hidden="true" className="w-4 shrink-0 text-center font-semibold">
        {sign}
      </span>
      <span aria-hidden="true" className="shrink-0" style={{ width: row.depth * STEP + (row.isBranch ? 0 : STEP) }} />
      {word !== '' && <span className="sr-only">{word}: </span>}
      <span className={`min-w-0 truncate rounded-control px-1 ${look}`} title={`${row.path} ${row.value}`}>
        {row.isBranch ? (
          <button type="button" aria-expanded={!isFolded} onClick={onFold} className="-outline-offset-2">
            <span aria-hidden="true" className="mr-1 inline-block w-3 text-muted">
              {isFolded ? '▸' : '▾'}
            </span>
            {name}
          </button>
        ) : (
          name
        )}
        {row.isBranch && ' '}
        <span className={row.isBranch ? 'text-muted' : ''}>{row.value}</span>
      </span>
      {row.before !== undefined && (
        <span className="min-w-0 truncate text-muted">
          was <span className="line-through">{row.before}</span>
        </span>
      )}
    </>
  );
};

interface StateTreeProps {
  readonly rows: readonly Row[];
  readonly folded: ReadonlySet<string>;
  readonly onFold: (path: string) => void;
}

/** A state as lines, of which only those in sight are drawn. */
export const StateTree = ({ rows, folded, onFold }: StateTreeProps) => {
  const { scroller, height, rows: inSight } = useRowsInSight(rows.length, ROW);
  return (
    <div
      ref={scroller}
      role="region"
      aria-label="Lines of the state"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
      tabIndex={0}
      className="max-h-[480px] overflow-auto -outline-offset-2"
    >
      <ul className="relative font-mono text-small" style={{ height }}>
        {inSight.map(({ index, top }) => {
          const row = rows[index];
          if (row === undefined) return undefined;
          return (
            <li
              key={row.path}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 flex items-center gap-1 px-2 whitespace-nowrap"
              style={{ top, height: ROW }}
            >
              <Line row={row} isFolded={folded.has(row.path)} onFold={() => onFold(row.path)} />
            </li>
          );
        })}
      </ul>
    </div>
  );
};
