import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { type Heading, LongTable } from '../../controls/long-table.tsx';
import { PairCells, PAIRS_GRID } from './pair-cells.tsx';
import { useChooseKey } from './use-choose-key.ts';
import { allOrNone, type Selection, stretched, toggled } from './selection.ts';

interface PairTableProps {
  readonly pairs: readonly Pair[];
  readonly now: number;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly onNearEnd: () => void;
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
}

const headingsOf = (isAll: boolean, isSome: boolean, onAll: () => void): readonly Heading[] => [
  {
    name: 'Choose',
    control: (
      <input
        type="checkbox"
        aria-label="Choose all that are loaded"
        ref={(box) => {
          if (box !== null) box.indeterminate = isSome && !isAll;
        }}
        checked={isAll}
        onChange={onAll}
        className="block size-5 accent-accent"
      />
    ),
  },
  { name: 'Question and answer' },
  { name: 'Tags' },
  { name: 'Source' },
  { name: 'Embedding' },
  { name: 'Changed', isNumber: true },
];

export const PairTable = ({ pairs, now, selection, select, ...rest }: PairTableProps) => {
  const ids = pairs.map(({ id }) => id);
  useChooseKey(ids, (id) => select(toggled(selection, id)));
  const isAll = ids.length > 0 && ids.every((id) => selection.chosen.has(id));
  return (
    <LongTable
      {...rest}
      label="Pairs"
      headings={headingsOf(isAll, selection.chosen.size > 0, () => select(allOrNone(selection, ids)))}
      grid={PAIRS_GRID}
      rows={pairs}
      keyOf={({ id }) => id}
      isChosen={({ id }) => selection.chosen.has(id)}
    >
      {(pair) => (
        <PairCells
          pair={pair}
          now={now}
          isChosen={selection.chosen.has(pair.id)}
          onChoose={(isStretch) => select(isStretch ? stretched(selection, ids, pair.id) : toggled(selection, pair.id))}
        />
      )}
    </LongTable>
  );
};
