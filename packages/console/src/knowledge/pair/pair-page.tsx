import { HoldfastError } from '@holdfast/client/holdfast-error';
import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { getPair } from '@holdfast/protocol/knowledge/pairs';
import { useParams } from '@tanstack/react-router';
import { LiveHeader } from '../../live/live-header.tsx';
import { LiveView } from '../../live/live-view.tsx';
import { useLive } from '../../live/use-live.ts';
import { KnowledgeTabs } from '../knowledge-tabs.tsx';
import { KNOWLEDGE_TOPICS } from '../knowledge-topics.ts';
import { PairView } from './pair-view.tsx';
import { RemovedPair } from './removed-pair.tsx';

const isGone = (error: Error | undefined): boolean => error instanceof HoldfastError && error.status === 404;

/** One pair. */
export const PairPage = () => {
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the path of the route names it, and the router says any
  const { pairId: id } = useParams({ strict: false }) as { readonly pairId: Pair['id'] };
  const live = useLive<Pair>({
    key: ['pair', id],
    topics: KNOWLEDGE_TOPICS,
    ask: (holdfast, signal) => holdfast.call(getPair, { params: { pair_id: id } }, { signal }),
  });
  return (
    <>
      <LiveHeader title={live.known?.body.question ?? 'Pair'} live={live} />
      <KnowledgeTabs />
      {isGone(live.failing?.error) ? (
        <RemovedPair key={id} id={id} lookAgain={live.refreshed} />
      ) : (
        <LiveView live={live} what="the pair">
          {(known) => <PairView key={id} known={known} lookAgain={live.refreshed} />}
        </LiveView>
      )}
    </>
  );
};
