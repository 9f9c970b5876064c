import { listModels, type ModelList } from '@holdfast/protocol/providers/models';
import type { Provider } from '@holdfast/protocol/providers/providers';
import { Button } from '../../controls/button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { useAct } from '../../live/use-act.ts';
import { useLive } from '../../live/use-live.ts';
import { FailureState } from '../../states/failure-state.tsx';
import { LoadingState } from '../../states/loading-state.tsx';
import { Ago } from '../../text/ago.tsx';
import { counted } from '../../text/count.ts';
import { LISTING_MS } from './patience.ts';
import { ModelsList } from './models-list.tsx';

/** The models of a provider, as it says itself: how old that is, and why it is not newer. */
export const ModelsPanel = ({ of: { id } }: { readonly of: Provider }) => {
  const live = useLive<ModelList>({
    key: ['models', id],
    ask: (holdfast, signal) =>
      holdfast.call(listModels, { params: { provider_id: id } }, { signal, timeoutMs: LISTING_MS }),
    // nothing changes by itself but what is being fetched
    isResting: ({ refreshing }) => !refreshing,
  });
  const anew = useAct({
    ask: (holdfast) =>
      holdfast.bodyOf(listModels, { params: { provider_id: id }, query: { refresh: true } }, { timeoutMs: LISTING_MS }),
    onAnswer: () => {},
    lookAgain: live.refresh,
  });
  const { known, failing } = live;
  return (
    <Panel
      title="Models"
      note={
        known !== undefined && (
          <>
            {counted(known.body.items.length, 'model')}, fetched <Ago at={known.body.fetched_at} now={known.serverAt} />
          </>
        )
      }
    >
      {known === undefined && failing === undefined && <LoadingState what="the models. The provider is asked" />}
      {known === undefined && failing !== undefined && (
        <FailureState error={failing.error} what="the models" onRetry={anew.run} />
      )}
      {known !== undefined && (
        <div className="grid grid-cols-[minmax(0,1fr)]">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2">
            <Button aria-disabled={anew.isRunning} onClick={anew.run}>
              {anew.isRunning ? 'Asking the provider …' : 'Ask the provider now'}
            </Button>
            <Standing of={known.body} now={known.serverAt} />
          </div>
          {anew.refusal !== undefined && !anew.isRunning && (
            <p role="alert" className="border-b border-line bg-bad-soft px-4 py-2 text-bad wrap-anywhere">
              {anew.refusal}
            </p>
          )}
          <ModelsList models={known.body.items} />
        </div>
      )}
    </Panel>
  );
};

const Standing = ({ of: { stale, refreshing, failure }, now }: { readonly of: ModelList; readonly now: number }) => (
  <p role="status" className={`min-w-0 flex-1 basis-72 wrap-anywhere ${failure === null ? 'text-muted' : 'text-warn'}`}>
    {failure !== null && (
      <>
        This list is old. Asked anew <Ago at={failure.at} now={now} />: {failure.detail}
      </>
    )}
    {failure === null && refreshing && 'This list is old. A newer one is on its way.'}
    {failure === null && !refreshing && stale && 'This list is old.'}
  </p>
);
