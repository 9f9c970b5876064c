import type { Trace } from '@holdfast/protocol/traces/trace';
import type { Span } from '@holdfast/protocol/traces/span';
import type { ReactNode } from 'react';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { costOf } from '../../text/cost.ts';
import { countOf } from '../../text/count.ts';
import { durationInFull } from '../../text/duration.ts';
import { Moment } from '../../text/moment.tsx';
import { tokensIn, tokensOut } from '../tokens.ts';
import { TraceMark } from '../trace-mark.tsx';

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-small text-muted">{label}</dt>
    <dd className="min-h-6 font-semibold wrap-anywhere">{children}</dd>
  </div>
);

const LINK = 'text-accent underline-offset-2 hover:underline';

interface TraceFactsProps {
  readonly trace: Trace;
  readonly spans: readonly Span[] | undefined;
  readonly now: number;
}

/** The trace in one line of figures. */
export const TraceFacts = ({ trace, spans, now }: TraceFactsProps) => {
  const rounds = spans?.filter(({ type }) => type === 'generation').length ?? 0;
  const [given, made] = [tokensIn(trace.tokens), tokensOut(trace.tokens)];
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 border-b border-line bg-surface px-4 py-2.5 md:px-6">
      <Fact label="Took">{trace.duration_ns === null ? 'not ended' : durationInFull(trace.duration_ns)}</Fact>
      <Fact label="Status">
        <TraceMark status={trace.status} />
      </Fact>
      <Fact label="Spans">
        {countOf(trace.spans)}
        <span className="pl-1.5 text-small font-normal text-muted">
          {[
            trace.errors > 0 ? `${countOf(trace.errors)} failed` : '',
            trace.open_spans > 0 ? `${countOf(trace.open_spans)} open` : '',
          ]
            .filter((word) => word !== '')
            .join(', ')}
        </span>
      </Fact>
      {rounds > 0 && <Fact label="Model rounds">{countOf(rounds)}</Fact>}
      {given + made > 0 && (
        <Fact label="Tokens in / out">
          {countOf(given)} / {countOf(made)}
        </Fact>
      )}
      {trace.cost_usd !== null && <Fact label="Cost">{costOf(trace.cost_usd)}</Fact>}
      <Fact label="Began">
        <Moment at={trace.start} now={now} />
      </Fact>
      {trace.session !== null && (
        <Fact label="Session">
          <PageLink to={paths.session(trace.session)} className={LINK}>
            {trace.session}
          </PageLink>
        </Fact>
      )}
      {trace.user !== null && (
        <Fact label="User">
          <PageLink to={paths.traces({ user: trace.user, range: 'all' })} className={LINK}>
            {trace.user}
          </PageLink>
        </Fact>
      )}
      {!trace.has_root && (
        <Fact label="Root">
          <span className="font-normal text-warn">not received yet</span>
        </Fact>
      )}
    </dl>
  );
};
