import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { Panel } from '../../controls/panel.tsx';
import type { Deeds } from '../../deeds/use-deeds.ts';
import { LoadMore } from '../../live/load-more.tsx';
import { counted } from '../../text/count.ts';
import { BulkBar } from './bulk-bar.tsx';
import { PairTable } from './pair-table.tsx';
import { NOTHING_CHOSEN, type Selection } from './selection.ts';
import type { usePairList } from './use-pair-list.ts';

interface PairsPanelProps {
  readonly list: ReturnType<typeof usePairList>;
  readonly items: readonly Pair[];
  readonly hasMore: boolean;
  /** How many there are in all, where no filter narrows them; undefined while that is not known. */
  readonly total: number | undefined;
  readonly now: number;
  readonly deeds: Deeds;
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
}

const noteOf = (shown: number, hasMore: boolean, total: number | undefined): string => {
  if (total !== undefined) return `${counted(Math.max(total, shown), 'pair')} in all`;
  return `${counted(shown, 'pair')}${hasMore ? ' of more' : ''}`;
};

/** The list itself, and what can be done to those that are chosen. */
export const PairsPanel = ({ list, items, hasMore, total, now, deeds, selection, select }: PairsPanelProps) => {
  const chosen = items.filter(({ id }) => selection.chosen.has(id));
  return (
    <>
      <div aria-busy={list.isLate} className="aria-busy:opacity-60">
        <Panel title="Pairs" note={noteOf(items.length, hasMore, total)}>
          <PairTable
            pairs={items}
            now={now}
            hasMore={hasMore}
            isLoading={list.isLoadingMore}
            onNearEnd={() => {
              if (list.moreFailed === null) list.loadMore();
            }}
            selection={selection}
            select={select}
          />
          <LoadMore pages={list} what="the pairs" />
        </Panel>
      </div>
      {chosen.length > 0 && <BulkBar chosen={chosen} deeds={deeds} onClear={() => select(NOTHING_CHOSEN)} />}
    </>
  );
};
