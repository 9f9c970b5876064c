import { useMemo, useState } from 'react';
import { Panel } from '../../controls/panel.tsx';
import { refusalWords } from '../../live/refusal-words.ts';
import { type Filter, StateControls } from './state-controls.tsx';
import { placeName, timeWords } from './timeline/place-words.ts';
import type { Change } from './tree/change.ts';
import { type Row, rowsOf } from './tree/rows.ts';
import { StateTree } from './tree/state-tree.tsx';
import { type Looking, useComparison } from './use-comparison.ts';

const NOTHING_FOLDED: ReadonlySet<string> = new Set();

const differencesIn = (rows: readonly Row[]): string => {
  const count = (change: Change): number => rows.filter((row) => row.change === change && !row.isBranch).length;
  return `${count('added')} added, ${count('changed')} changed, ${count('removed')} removed`;
};

const nothingWords = ({ search, onlyChanges }: Filter): string => {
  if (search !== '') return `Nothing is called “${search}”.`;
  return onlyChanges ? 'Nothing differs.' : 'The state is empty.';
};

/** What stands there, compared with what stood there at another moment. */
export const StatePanel = (looking: Looking) => {
  const comparison = useComparison(looking);
  const [filter, setFilter] = useState<Filter>({ search: '', onlyChanges: false });
  const [folded, setFolded] = useState(NOTHING_FOLDED);
  const { patch, other, state, before, compared, isLoading, error } = comparison;
  const rows = useMemo(() => rowsOf(state, { ...filter, before, folded }), [state, before, folded, filter]);
  const differences = useMemo(
    () => differencesIn(rowsOf(state, { before, folded: NOTHING_FOLDED, search: '', onlyChanges: true })),
    [state, before],
  );
  if (patch === undefined) return undefined;
  const fold = (path: string): void => setFolded(folded.symmetricDifference(new Set([path])));
  const since = other === undefined ? 'before the first patch that is shown' : `since ${placeName(other)}`;
  return (
    <Panel title="State" note={`after ${placeName(patch)}, ${timeWords(patch)}`}>
      <StateControls filter={filter} onFilter={setFilter} comparison={comparison} />
      <p role="status" className="border-b border-line px-4 py-2 text-muted wrap-anywhere">
        {isLoading && 'Loading …'}
        {!isLoading && (compared === 'nothing' ? 'Compared with nothing.' : `${differences} ${since}.`)}
      </p>
      {error !== null && (
        <p role="alert" className="px-4 py-2 text-bad">
          {refusalWords(error)}
        </p>
      )}
      {rows.length === 0 ? (
        <p className="px-4 py-3 text-muted">{nothingWords(filter)}</p>
      ) : (
        <StateTree rows={rows} folded={folded} onFold={fold} />
      )}
    </Panel>
  );
};
