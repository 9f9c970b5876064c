import { useEffect, useEffectEvent } from 'react';
import { Button } from '../../controls/button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { refusalWords } from '../../live/refusal-words.ts';
import { counted } from '../../text/count.ts';
import { Moment } from '../../text/moment.tsx';
import { TraceTable } from './trace-table.tsx';
import type { TraceList } from './use-trace-list.ts';

/** Further down than this somebody reads, and the list stands still. */
const TOP_PX = 120;

const useStanding = (stand: (isAtTop: boolean) => void): void => {
  const latest = useEffectEvent(stand);
  useEffect(() => {
    const look = (): void => latest(window.scrollY < TOP_PX);
    window.addEventListener('scroll', look, { passive: true });
    return () => window.removeEventListener('scroll', look);
  }, []);
};

const News = ({ list }: { readonly list: TraceList }) => (
  <div role="status" className="sticky top-2 z-10 grid h-0 justify-items-center">
    {list.news > 0 && (
      <span className="h-8 shadow-[0_4px_16px_var(--shade)]">
        <Button
          look="primary"
          onClick={() => {
            list.showNews();
            window.scrollTo({ top: 0 });
          }}
        >
          {counted(list.news, 'new trace')}, show
        </Button>
      </span>
    )}
  </div>
);

const End = ({ list, now }: { readonly list: TraceList; readonly now: number }) => {
  if (list.moreFailed !== null) {
    return (
      <p role="alert" className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-2 text-bad">
        {refusalWords(list.moreFailed)} <Button onClick={list.loadMore}>Try again</Button>
      </p>
    );
  }
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-3 border-t border-line px-4 py-1.5 text-small text-muted">
      {list.searchedUntil !== null && (
        <span>
          Looked back to <Moment at={list.searchedUntil} now={now} />.
        </span>
      )}
      {list.hasMore ? (
        <Button onClick={list.loadMore}>{list.isLoadingMore ? 'Loading …' : 'Load more'}</Button>
      ) : (
        <span>These are all.</span>
      )}
    </div>
  );
};

/** The list itself: at its top it follows, further down it says how much is new. */
export const TracesPanel = ({
  list,
  now,
  total,
}: {
  readonly list: TraceList;
  readonly now: number;
  readonly total: number | undefined;
}) => {
  useStanding(list.stand);
  return (
    <div className="min-w-0">
      <News list={list} />
      <Panel title="Traces" note={total === undefined ? undefined : `${counted(total, 'trace')} in all`}>
        <TraceTable
          traces={list.items}
          now={now}
          hasMore={list.hasMore}
          isLoading={list.isLoadingMore}
          onNearEnd={() => {
            if (list.moreFailed === null) list.loadMore();
          }}
        />
        <End list={list} now={now} />
      </Panel>
    </div>
  );
};
