import { useRouter, useRouterState } from '@tanstack/react-router';
import { withFilter } from '../../filters/chosen-filters.ts';
import { LiveHeader } from '../../live/live-header.tsx';
import { LiveView } from '../../live/live-view.tsx';
import { paths } from '../../routing/paths.ts';
import { refusalOf } from '../../states/refusal.ts';
import { FacetsPanel } from '../filters/facets-panel.tsx';
import { FilterBar } from '../filters/filter-bar.tsx';
import { readShown, type ShownTraces, withTime, wordsOf } from '../filters/shown-traces.ts';
import { FirstSpan } from '../first-span/first-span.tsx';
import { HistogramPanel } from '../histogram/histogram-panel.tsx';
import { TracesTabs } from '../traces-tabs.tsx';
import { ViewsRow } from '../views/views-row.tsx';
import { NoMatches } from './no-matches.tsx';
import { TracesPanel } from './traces-panel.tsx';
import { useAnyTraces } from './use-any-traces.ts';
import { useFacets, useHistogram } from './use-overview.ts';
import { useTraceList } from './use-trace-list.ts';

interface ListProps {
  readonly shown: ShownTraces;
  readonly show: (shown: ShownTraces) => void;
}

const List = ({ shown, show }: ListProps) => {
  const list = useTraceList(shown);
  const facets = useFacets(shown);
  const histogram = useHistogram(shown);
  const isRefused = list.live.known === undefined && refusalOf(list.live.failing?.error) !== undefined;
  const any = useAnyTraces(list.live.known !== undefined && list.items.length === 0);
  const isFirst = any === 'none';
  const hasFacets = facets?.traces !== 0;
  return (
    <>
      <LiveHeader title="Traces" live={list.live} />
      <TracesTabs />
      {!isRefused && !isFirst && (
        <FilterBar shown={shown} facets={facets} show={show} views={<ViewsRow shown={shown} />} />
      )}
      <LiveView live={list.live} what="the traces">
        {({ serverAt }) =>
          isFirst ? (
            <FirstSpan />
          ) : (
            <>
              <HistogramPanel histogram={histogram} onNarrow={(from, to) => show(withTime(shown, from, to))} />
              <div
                aria-busy={list.isLate}
                className={`grid grid-cols-[minmax(0,1fr)] items-start gap-4 aria-busy:opacity-60 ${hasFacets ? 'xl:grid-cols-[208px_minmax(0,1fr)]' : ''}`}
              >
                {hasFacets && (
                  <FacetsPanel
                    facets={facets}
                    chosen={shown.filters}
                    onChoose={(name, value) => show(withFilter(shown, name, value))}
                  />
                )}
                {list.items.length === 0 ? (
                  <NoMatches shown={shown} show={show} />
                ) : (
                  <TracesPanel list={list} now={serverAt} total={facets?.traces} />
                )}
              </div>
            </>
          )
        }
      </LiveView>
    </>
  );
};

export const TracesPage = () => {
  const router = useRouter();
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const shown = readShown(search);
  const show = (next: ShownTraces): void =>
    void router.navigate({ href: paths.traces(wordsOf(next)), resetScroll: false });
  return <List shown={shown} show={show} />;
};
