import type { EmbedderState } from '@holdfast/protocol/knowledge/embedders';
import type { ReactNode } from 'react';
import { Facts } from '../../controls/facts.tsx';
import { Panel } from '../../controls/panel.tsx';
import { Progress } from '../../progress/progress.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { ClockTime } from '../../text/clock-time.tsx';
import { countOf, counted } from '../../text/count.ts';
import { Day } from '../../text/day.tsx';
import { embedderWords } from './embedder-words.ts';

interface EmbedderPanelProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly state: EmbedderState;
  readonly at: number;
}

const Trouble = ({ trouble }: { readonly trouble: NonNullable<EmbedderState['trouble']> }) => (
  <p role="alert" className="rounded-control border border-warn bg-warn-soft px-3 py-2 wrap-anywhere">
    <strong className="font-semibold text-warn">
      It gives nothing since <ClockTime at={Date.parse(trouble.since)} />.
    </strong>{' '}
    {trouble.detail} It is asked again at <ClockTime at={Date.parse(trouble.again_at)} />; pairs wait meanwhile, and are
    found by their words.
  </p>
);

const toldOf = ({ progress: { pairs_per_second: rate, seconds_left: left } }: EmbedderState) =>
  rate === null || left === null ? undefined : { rate, leftMs: left * 1_000 };

const stateOf = ({ pairs, trouble }: EmbedderState): 'running' | 'waiting' | 'finished' => {
  if (pairs.pending === 0) return 'finished';
  return trouble === null ? 'running' : 'waiting';
};

const Remaining = ({ pairs }: EmbedderState) => (
  <p className="flex flex-wrap gap-x-4 empty:hidden">
    {pairs.failed > 0 && (
      <PageLink to={paths.pairs({ embedding_status: 'failed' })} className="text-bad underline underline-offset-2">
        {counted(pairs.failed, 'pair')} failed
      </PageLink>
    )}
  </p>
);

/** An embedder, and how far it is with the pairs. */
export const EmbedderPanel = ({ title, note, state, at }: EmbedderPanelProps) => (
  <Panel title={title} note={note}>
    <div className="grid gap-4 p-4">
      {state.trouble !== null && <Trouble trouble={state.trouble} />}
      {state.kind === 'none' ? (
        <p className="text-muted">Pairs are found by their words alone.</p>
      ) : (
        <>
          <Progress
            label={`Pairs embedded by ${embedderWords(state)}`}
            reading={{ done: state.pairs.embedded, total: state.pairs.total, unit: 'pairs', at }}
            told={toldOf(state)}
            state={stateOf(state)}
          />
          <Remaining {...state} />
        </>
      )}
    </div>
    <div className="border-t border-line">
      <Facts
        facts={[
          ['Embedder', embedderWords(state)],
          ...(state.kind === 'none' ? [] : [['Numbers in a vector', countOf(state.dimensions)] as const]),
          ...(state.kind === 'provider'
            ? [
                ['Texts in a request', countOf(state.batch_size)] as const,
                ['Requests at once', `${countOf(state.concurrency)} at most`] as const,
              ]
            : []),
          ...(state.since === null ? [] : [['Since', <Day key="since" at={state.since} />] as const]),
        ]}
      />
    </div>
  </Panel>
);
