import { type Embedder, getEmbedder } from '@holdfast/protocol/knowledge/embedders';
import type { Known } from '../../live/live.ts';
import { LiveHeader } from '../../live/live-header.tsx';
import { LiveView } from '../../live/live-view.tsx';
import { useLive } from '../../live/use-live.ts';
import { useMay } from '../../session/session-context.ts';
import { KnowledgeTabs } from '../knowledge-tabs.tsx';
import { KNOWLEDGE_TOPICS } from '../knowledge-topics.ts';
import { ChooseEmbedderForm } from './choose-embedder-form.tsx';
import { EmbedderPanel } from './embedder-panel.tsx';

const isFilling = ({ current, next }: Embedder): boolean => current.pairs.pending > 0 || next !== null;

const EmbedderView = ({ known, lookAgain }: { readonly known: Known<Embedder>; readonly lookAgain: () => void }) => {
  const { current, next, local } = known.body;
  const mayChange = useMay('workspace:manage');
  return (
    <div className="grid max-w-[960px] grid-cols-[minmax(0,1fr)] gap-4">
      <p className="text-muted">
        An embedder turns a text into numbers that lie near each other when two texts mean alike: so pairs are found by
        their meaning, whatever words somebody asks with.
      </p>
      <EmbedderPanel title="In use" note="What questions are compared by" state={current} at={known.at} />
      {next !== null && (
        <EmbedderPanel title="Takes over" note="As soon as every pair is embedded by it" state={next} at={known.at} />
      )}
      {mayChange ? (
        <ChooseEmbedderForm present={next ?? current} local={local} lookAgain={lookAgain} />
      ) : (
        <p className="text-muted">To change it one needs the permission workspace:manage, which admins have.</p>
      )}
    </div>
  );
};

/** What finds pairs by their meaning, and how far it is with them. */
export const EmbedderPage = () => {
  const live = useLive<Embedder>({
    key: ['embedder'],
    topics: KNOWLEDGE_TOPICS,
    ask: (holdfast, signal) => holdfast.call(getEmbedder, {}, { signal }),
    isStirring: isFilling,
  });
  return (
    <>
      <LiveHeader title="Embedder" live={live} />
      <KnowledgeTabs />
      <LiveView live={live} what="the embedder">
        {(known) => <EmbedderView known={known} lookAgain={live.refresh} />}
      </LiveView>
    </>
  );
};
