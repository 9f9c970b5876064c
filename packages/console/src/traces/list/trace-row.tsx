import type { Trace } from '@holdfast/protocol/traces/trace';
import type { ReactNode } from 'react';
import { Nothing } from '../../controls/nothing.tsx';
import { RowLink } from '../../controls/row-link.tsx';
import { paths } from '../../routing/paths.ts';
import { costOf } from '../../text/cost.ts';
import { countOf } from '../../text/count.ts';
import { durationInFull } from '../../text/duration.ts';
import { Moment } from '../../text/moment.tsx';
import { spanOfTime } from '../../text/span-of-time.ts';
import { allTokens } from '../tokens.ts';
import { TraceMark } from '../trace-mark.tsx';

export const LIST_GRID =
  'grid-cols-[max-content_minmax(0,1fr)] lg:grid-cols-[88px_minmax(0,1fr)_72px_116px_52px_64px_92px]';

export const nameOf = ({ name }: Pick<Trace, 'name'>): string => (name === '' ? 'unnamed' : name);

const Started = ({ at, now }: { readonly at: string; readonly now: number }) => {
  const age = now - Date.parse(at);
  return (
    <span className="text-small text-muted" title={at}>
      {age < 3_600_000 ? `${spanOfTime(age)} ago` : <Moment at={at} now={now} />}
    </span>
  );
};

/** How long it took, and a bar beside it of its share of the longest in the list. */
const Took = ({ ns, longest }: { readonly ns: number | null; readonly longest: number }) =>
  ns === null ? (
    <Nothing />
  ) : (
    <span className="grid gap-1">
      <span className="text-right whitespace-nowrap">{durationInFull(ns)}</span>
      <svg aria-hidden="true" viewBox="0 0 100 3" preserveAspectRatio="none" className="hidden h-[3px] w-full lg:block">
        <rect width="100" height="3" className="fill-sunken" />
        <rect width={Math.max(1, (100 * ns) / Math.max(1, longest))} height="3" className="fill-faint" />
      </svg>
    </span>
  );

const Cell = ({
  label,
  children,
  isNumber = true,
}: {
  readonly label: string;
  readonly children: ReactNode;
  readonly isNumber?: boolean;
}) => (
  <div
    role="cell"
    className={`min-w-0 max-lg:flex max-lg:gap-1.5 max-lg:has-[[data-nothing]]:hidden ${isNumber ? 'lg:text-right' : ''}`}
  >
    <span aria-hidden="true" className="text-small leading-5 text-muted lg:hidden">
      {label}
    </span>
    {children}
  </div>
);

/** Who and what it was about, in one line. */
const Preview = ({ trace: { services, user, session, input, output } }: { readonly trace: Trace }) => {
  const facts = [services.slice(0, 2).join(', '), user ?? session ?? ''].filter((fact) => fact !== '');
  return (
    <span className="block truncate text-small font-normal text-muted">
      {facts.join(' · ')}
      {input !== null && (
        <>
          {facts.length > 0 && ' · '}
          <span className="text-ink">{input}</span>
        </>
      )}
      {output !== null && <> → {output}</>}
    </span>
  );
};

interface TraceRowProps {
  readonly trace: Trace;
  readonly now: number;
  readonly longest: number;
}

/** A trace in two lines; on a phone a card. */
export const TraceCells = ({ trace, now, longest }: TraceRowProps) => (
  <>
    <div role="cell" className="max-lg:order-2">
      <Started at={trace.start} now={now} />
    </div>
    <div role="rowheader" className="col-span-full min-w-0 lg:col-span-1">
      <span className="block truncate font-semibold">
        <RowLink to={paths.trace(trace.trace_id)}>{nameOf(trace)}</RowLink>
      </span>
      <Preview trace={trace} />
    </div>
    <div role="cell" className="max-lg:order-1">
      <TraceMark status={trace.status} />
    </div>
    <div className="contents max-lg:order-3 max-lg:col-span-full max-lg:flex max-lg:flex-wrap max-lg:gap-x-4">
      <Cell label="Took">
        <Took ns={trace.duration_ns} longest={longest} />
      </Cell>
      <Cell label="Spans">{countOf(trace.spans)}</Cell>
      <Cell label="Tokens">{allTokens(trace.tokens) === 0 ? <Nothing /> : countOf(allTokens(trace.tokens))}</Cell>
      <Cell label="Cost">
        {trace.cost_usd === null ? <Nothing /> : <span className="whitespace-nowrap">{costOf(trace.cost_usd)}</span>}
      </Cell>
    </div>
  </>
);
