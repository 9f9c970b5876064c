import type { Trace } from '@holdfast/protocol/traces/trace';
import { listTraces } from '@holdfast/protocol/traces/traces';
import { useParams } from '@tanstack/react-router';
import { CopyButton } from '../../controls/copy-button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { LiveHeader } from '../../live/live-header.tsx';
import { LiveView } from '../../live/live-view.tsx';
import { LoadMore } from '../../live/load-more.tsx';
import { useLivePages } from '../../live/use-live-pages.ts';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { StateFrame } from '../../states/state-frame.tsx';
import { costOf } from '../../text/cost.ts';
import { counted } from '../../text/count.ts';
import { durationOf } from '../../text/duration.ts';
import { Moment } from '../../text/moment.tsx';
import { nameOf } from '../list/trace-row.tsx';
import { LongText } from '../../text/long-text.tsx';
import { allTokens } from '../tokens.ts';
import { TraceMark } from '../trace-mark.tsx';
import { TracesTabs } from '../traces-tabs.tsx';
import { TRACES_TOPICS } from '../traces-topics.ts';

type Listed = Trace & { readonly id: string };

const Turn = ({ trace, now }: { readonly trace: Trace; readonly now: number }) => (
  <li className="grid grid-cols-[minmax(0,1fr)] gap-2 border-t border-line px-4 py-3 first:border-t-0">
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-muted">
      <PageLink
        to={paths.trace(trace.trace_id)}
        className="font-semibold text-accent underline-offset-2 wrap-anywhere hover:underline"
      >
        {nameOf(trace)}
      </PageLink>
      <TraceMark status={trace.status} />
      <Moment at={trace.start} now={now} />
      {trace.duration_ns !== null && <span>{durationOf(trace.duration_ns)}</span>}
      {allTokens(trace.tokens) > 0 && <span>{counted(allTokens(trace.tokens), 'token')}</span>}
      {trace.cost_usd !== null && <span>{costOf(trace.cost_usd)}</span>}
    </p>
    {trace.input !== null && (
      <div className="max-w-[720px] justify-self-start rounded-panel bg-sunken px-3 py-2">
        <span className="block text-small text-muted">asked</span>
        <LongText text={trace.input} />
      </div>
    )}
    {trace.output !== null && (
      <div className="max-w-[720px] justify-self-start rounded-panel px-3 py-2 shadow-[inset_2px_0_0_var(--accent)]">
        <span className="block text-small text-muted">answered</span>
        <LongText text={trace.output} />
      </div>
    )}
    {trace.input === null && trace.output === null && (
      <p className="text-muted">It says nothing of what was asked and answered.</p>
    )}
  </li>
);

/** The traces of a session in their order: what was asked and answered, with each trace one press away. */
export const SessionPage = () => {
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the path of the route names it, and the router says any
  const { session } = useParams({ strict: false }) as { readonly session: string };
  const pages = useLivePages<Listed>(
    ['trace-session', session],
    async (holdfast, cursor, signal) => {
      const query = { session, sort: 'start', ...(cursor !== undefined && { cursor }) } as const;
      const { body, headers } = await holdfast.call(listTraces, { query }, { ...(signal !== undefined && { signal }) });
      return { body: { ...body, items: body.items.map((one) => ({ ...one, id: one.trace_id })) }, headers };
    },
    TRACES_TOPICS,
  );
  const user = pages.live.known?.body.items.find((trace) => trace.user !== null)?.user;
  return (
    <>
      <LiveHeader
        title={session}
        live={pages.live}
        note={
          <span className="flex flex-wrap items-center gap-2">
            <CopyButton text={session} what="the session" />
            {user !== undefined && user !== null && <span>of {user}</span>}
            <PageLink
              to={paths.traces({ session, range: 'all' })}
              isHere={false}
              className="text-accent underline-offset-2 hover:underline"
            >
              As a list
            </PageLink>
          </span>
        }
      />
      <TracesTabs />
      <LiveView live={pages.live} what="the session">
        {({ body: { items }, serverAt }) =>
          items.length === 0 ? (
            <StateFrame title="No trace is of this session">
              <p>It may be older than traces are kept.</p>
            </StateFrame>
          ) : (
            <Panel title="Session" note="In the order in which it happened">
              <ol>
                {items.map((trace) => (
                  <Turn key={trace.trace_id} trace={trace} now={serverAt} />
                ))}
              </ol>
              <LoadMore pages={pages} what="traces of it" />
            </Panel>
          )
        }
      </LiveView>
    </>
  );
};
