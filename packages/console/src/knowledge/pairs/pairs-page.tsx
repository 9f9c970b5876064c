import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { useRouter, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { LinkButton } from '../../controls/link-button.tsx';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { useDeeds } from '../../deeds/use-deeds.ts';
import { LiveHeader } from '../../live/live-header.tsx';
import { LiveView } from '../../live/live-view.tsx';
import { paths } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';
import { refusalOf } from '../../states/refusal.ts';
import { KnowledgeTabs } from '../knowledge-tabs.tsx';
import { FilterBar } from './filter-bar.tsx';
import type { FilterName } from './filter-kinds.ts';
import { FirstPairs } from './first-pairs.tsx';
import { NoMatches } from './no-matches.tsx';
import { PairsPanel } from './pairs-panel.tsx';
import { NOTHING_CHOSEN, type Selection } from './selection.ts';
import { ExportButton } from './export-button.tsx';
import { filtersOf, isFiltered, readShown, type ShownPairs, wordsOf } from './shown-pairs.ts';
import { useTags } from '../use-tags.ts';
import { usePairList } from './use-pair-list.ts';
import { useTotal } from './use-total.ts';

interface ListProps {
  readonly shown: ShownPairs;
  readonly show: (shown: ShownPairs) => void;
}

/** Values that a filter may have, as far as they are known. */
const useSuggestions = (items: readonly Pair[]) => {
  const tags = useTags();
  return (name: FilterName): readonly string[] => {
    if (name === 'tag') return tags;
    const values = items.flatMap((pair) => (name === 'source' ? pair.source : (pair.language ?? [])));
    return [...new Set(values)].filter((value) => value !== '').toSorted();
  };
};

const List = ({ shown, show }: ListProps) => {
  const [selection, select] = useState<Selection>(NOTHING_CHOSEN);
  const mayWrite = useMay('knowledge:write');
  const list = usePairList(shown, selection.chosen.size > 0);
  const items = list.live.known?.body.items ?? [];
  const isRefused = list.live.known === undefined && refusalOf(list.live.failing?.error) !== undefined;
  const isEmpty = items.length === 0 && list.live.known?.body.next_cursor === null;
  const isFirst = isEmpty && !list.isLate && !isFiltered(shown);
  const deeds = useDeeds(list.live.refreshed);
  const total = useTotal();
  const showNext = (next: ShownPairs): void => {
    select(NOTHING_CHOSEN);
    show(next);
  };
  const suggestions = useSuggestions(items);
  return (
    <>
      <LiveHeader title="Knowledge" live={list.live} />
      <KnowledgeTabs />
      {!isRefused && !isFirst && (
        <FilterBar shown={shown} suggestions={suggestions} show={showNext}>
          <span className="flex flex-wrap gap-2">
            <ExportButton filters={filtersOf(shown)} isFiltered={isFiltered(shown)} />
            {mayWrite && (
              <>
                <LinkButton to={paths.newPair()} look="plain">
                  Add a pair
                </LinkButton>
                <LinkButton to={paths.newImport()}>Import</LinkButton>
              </>
            )}
          </span>
        </FilterBar>
      )}
      <LiveView live={list.live} what="the pairs">
        {({ body, serverAt }) => (
          <>
            <DeedsView deeds={deeds} />
            {isFirst && <FirstPairs />}
            {isEmpty && !isFirst && <NoMatches shown={shown} show={showNext} />}
            {!isEmpty && (
              <PairsPanel
                list={list}
                items={body.items}
                hasMore={body.next_cursor !== null}
                total={isFiltered(shown) ? undefined : total}
                now={serverAt}
                deeds={deeds}
                selection={selection}
                select={select}
              />
            )}
          </>
        )}
      </LiveView>
    </>
  );
};

/** The pairs of the workspace. */
export const PairsPage = () => {
  const router = useRouter();
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const show = (next: ShownPairs): void =>
    void router.navigate({ href: paths.pairs(wordsOf(next)), resetScroll: false });
  return <List shown={readShown(search)} show={show} />;
};
