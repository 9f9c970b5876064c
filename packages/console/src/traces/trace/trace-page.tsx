import type { Trace } from '@holdfast/protocol/traces/trace';
import { useParams, useRouter } from '@tanstack/react-router';
import { CopyButton } from '../../controls/copy-button.tsx';
import type { Known } from '../../live/live.ts';
import { LiveHeader } from '../../live/live-header.tsx';
import { StaleBanner } from '../../live/stale-banner.tsx';
import { useAging } from '../../live/use-aging.ts';
import type { Live } from '../../live/use-live.ts';
import { paths } from '../../routing/paths.ts';
import { useSearchWord } from '../../routing/use-search-word.ts';
import { FailureState } from '../../states/failure-state.tsx';
import { LoadingState } from '../../states/loading-state.tsx';
import { countOf } from '../../text/count.ts';
import { nameOf } from '../list/trace-row.tsx';
import { SpanPane } from '../span/span-pane.tsx';
import { statusWord } from '../trace-mark.tsx';
import { TraceFacts } from './trace-facts.tsx';
import { useTraceTree } from './use-trace-tree.ts';
import { MOST_SPANS, useSpans, useTrace } from './use-trace.ts';
import { useWaterfall } from './use-waterfall.ts';
import { useWide } from '../../controls/use-wide.ts';
import { WaterfallBar } from './waterfall-bar.tsx';
import { WaterfallView } from './waterfall-view.tsx';

interface TraceViewProps {
  readonly known: Known<Trace>;
}

const Spans = ({ known, spans }: TraceViewProps & { readonly spans: Parameters<typeof useTraceTree>[0] }) => {
  const { body: trace, serverAt } = known;
  const router = useRouter();
  const isWide = useWide();
  const chosenId = useSearchWord('span');
  const isOpen = useSearchWord('pane') === 'open';
  const { tree, now } = useTraceTree(spans, trace, serverAt);
  const waterfall = useWaterfall(tree, now);
  const chosen = tree.places.get(chosenId ?? '') ?? -1;
  const go = (span: string | undefined, pane: string | undefined, replace: boolean): void =>
    void router.navigate({ href: paths.trace(trace.trace_id, { span, pane }), replace, resetScroll: false });
  const choose = (place: number): void => {
    waterfall.reveal(place);
    const key = tree.nodes[place]?.key;
    if (key !== chosenId) go(key, isWide ? undefined : isOpen ? 'open' : undefined, true);
  };
  const open = (place: number): void => {
    if (!isWide) go(tree.nodes[place]?.key, 'open', false);
  };
  return (
    <>
      <WaterfallBar waterfall={waterfall} chosen={chosen} choose={choose} />
      {trace.spans > MOST_SPANS && (
        <p className="border-b border-line bg-warn-soft px-4 py-2 md:px-6">
          Of {countOf(trace.spans)} spans the first {countOf(MOST_SPANS)} are shown.
        </p>
      )}
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_minmax(360px,30%)]">
        <WaterfallView waterfall={waterfall} chosen={chosen} choose={choose} open={open} />
        <SpanPane
          tree={tree}
          place={chosen}
          traceId={trace.trace_id}
          isDrawer={!isWide}
          isOpen={isOpen}
          onClose={() => go(chosenId, undefined, true)}
        />
      </div>
    </>
  );
};

const TraceView = ({ known }: TraceViewProps) => {
  const { spans, count, error, retry } = useSpans(known.body);
  return (
    <>
      <TraceFacts trace={known.body} spans={spans} now={known.serverAt} />
      {spans !== undefined ? (
        <Spans key={known.body.trace_id} known={known} spans={spans} />
      ) : error !== null ? (
        <FailureState error={error} what="the spans" onRetry={retry} />
      ) : (
        <LoadingState what={`the spans, ${countOf(count)} of ${countOf(known.body.spans)}`} />
      )}
    </>
  );
};

const Contents = ({ live, id }: { readonly live: Live<Trace>; readonly id: string }) => {
  const known = useAging(live);
  const { failing, refresh } = live;
  if (known === undefined) {
    return failing === undefined ? (
      <LoadingState what="the trace" />
    ) : (
      <FailureState error={failing.error} what="the trace" onRetry={refresh} />
    );
  }
  return (
    <>
      {failing !== undefined && (
        <div className="p-4 md:px-6">
          <StaleBanner failing={failing} knownAt={known.at} onRetry={refresh} />
        </div>
      )}
      <TraceView key={id} known={known} />
    </>
  );
};

/** One trace: its figures, its spans as a tree in time, and one of them in detail. */
export const TracePage = () => {
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the path of the route names it, and the router says any
  const { traceId: id } = useParams({ strict: false }) as { readonly traceId: string };
  const live = useTrace(id);
  const trace = live.known?.body;
  return (
    <div className="flex min-h-[560px] flex-col md:h-[calc(100dvh-37px)]">
      <LiveHeader
        title={trace === undefined ? 'Trace' : nameOf(trace)}
        live={live}
        sentence={trace === undefined ? '' : `The trace is ${statusWord(trace.status)}`}
        note={
          <span className="flex min-w-0 items-center gap-1">
            <span title={id} className="font-mono text-small whitespace-nowrap">
              {id.slice(0, 8)}…
            </span>
            <CopyButton text={id} what="the trace id" />
            <span className="min-w-0 truncate">{trace?.input ?? ''}</span>
          </span>
        }
      />
      <Contents live={live} id={id} />
    </div>
  );
};
