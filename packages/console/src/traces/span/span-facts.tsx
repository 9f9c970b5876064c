import type { SpanDetail } from '@holdfast/protocol/traces/span';
import type { ReactNode } from 'react';
import { CopyButton } from '../../controls/copy-button.tsx';
import { Facts } from '../../controls/facts.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { costOf } from '../../text/cost.ts';
import { durationOf } from '../../text/duration.ts';
import { Attributes } from './attributes.tsx';
import { TokensBar } from './tokens-bar.tsx';

const LINK = 'text-accent underline-offset-2 hover:underline wrap-anywhere';
const HEX_32 = /^[0-9a-f]{32}$/u;

const Id = ({ id, what }: { readonly id: string; readonly what: string }) => (
  <span className="flex flex-wrap items-center gap-1 font-mono text-small">
    {id}
    <CopyButton text={id} what={what} />
  </span>
);

const known = (facts: readonly (readonly [string, ReactNode])[]): readonly (readonly [string, ReactNode])[] =>
  facts.filter(([, value]) => value !== null && value !== '');

const factsOf = (detail: SpanDetail, base: bigint): readonly (readonly [string, ReactNode])[] =>
  known([
    ['Began', `${durationOf(Number(BigInt(detail.start_ns) - base))} after the trace, at ${detail.start}`],
    ['Kind', detail.kind],
    ['Service', detail.service],
    ['Agent', detail.agent],
    ['Tool', detail.tool],
    ['Cost', detail.cost_usd === null ? null : costOf(detail.cost_usd)],
    ['Ended because', detail.finish_reasons.join(', ')],
    [
      'Session',
      detail.session === null ? null : (
        <PageLink to={paths.session(detail.session)} className={LINK}>
          {detail.session}
        </PageLink>
      ),
    ],
    ['User', detail.user],
    ['Tags', detail.tags.join(', ')],
    ['Span', <Id key="span" id={detail.span_id} what="the span id" />],
    [
      'Parent',
      detail.parent_span_id === null ? null : <Id key="parent" id={detail.parent_span_id} what="the parent's id" />,
    ],
    ['Trace state', detail.trace_state],
    ['Received', detail.received_at],
  ]);

const Events = ({ detail: { events }, base }: { readonly detail: SpanDetail; readonly base: bigint }) => (
  <>
    {events.map((event, index) => (
      <Attributes
        // oxlint-disable-next-line react/no-array-index-key -- two events may be the same to the letter
        key={index}
        label={`Event ${event.name}, ${durationOf(Number(BigInt(event.time_ns) - base))} after the trace began:`}
        attributes={event.attributes}
      />
    ))}
  </>
);

const Links = ({ detail: { links } }: { readonly detail: SpanDetail }) => (
  <>
    {links.map((link, index) => (
      // oxlint-disable-next-line react/no-array-index-key -- two links may be the same to the letter
      <div key={index}>
        <p className="px-4 pt-2">
          Linked to{' '}
          {HEX_32.test(link.trace_id) ? (
            <PageLink to={paths.trace(link.trace_id, { span: link.span_id })} isHere={false} className={LINK}>
              span {link.span_id} of trace {link.trace_id.slice(0, 8)}…
            </PageLink>
          ) : (
            link.trace_id
          )}
        </p>
        <Attributes label="Attributes of the link" attributes={link.attributes} />
      </div>
    ))}
  </>
);

/** What is known of a span beside its attributes. */
export const SpanFacts = ({ detail, base }: { readonly detail: SpanDetail; readonly base: bigint }) => (
  <>
    {detail.tokens !== null && (
      <div className="border-b border-line px-4 py-3">
        <h3 className="pb-1.5 text-small text-muted">Tokens</h3>
        <TokensBar tokens={detail.tokens} />
      </div>
    )}
    <div className="border-b border-line">
      <Facts facts={factsOf(detail, base)} />
    </div>
    <Events detail={detail} base={base} />
    <Links detail={detail} />
  </>
);
