import { Tabs } from '@base-ui/react/tabs';
import type { SpanDetail } from '@holdfast/protocol/traces/span';
import type { ReactNode } from 'react';
import { CopyButton } from '../../controls/copy-button.tsx';
import { Mark, type MarkLook } from '../../look/mark.tsx';
import { costOf } from '../../text/cost.ts';
import { countOf } from '../../text/count.ts';
import { durationInFull } from '../../text/duration.ts';
import { tokensIn, tokensOut } from '../tokens.ts';
import type { Skew } from '../trace/layout/skew.ts';
import { typeWord } from '../trace/span-look.ts';
import { AllAttributes } from './attributes.tsx';
import { Conversation, hasConversation } from './conversation.tsx';
import { oddityWords } from './oddity-words.ts';
import { SpanFacts } from './span-facts.tsx';

const STATUS: Readonly<Record<SpanDetail['status'], MarkLook & { readonly word: string }>> = {
  unset: { tone: 'none', shape: 'dash', word: 'ended' },
  ok: { tone: 'ok', shape: 'check', word: 'ok' },
  error: { tone: 'bad', shape: 'cross', word: 'failed' },
};

export interface SpanDetailProps {
  readonly detail: SpanDetail;
  /** Nanoseconds since 1970 at which the trace began. */
  readonly base: bigint;
  readonly skew: Skew | undefined;
  readonly isCut: boolean;
}

const Summary = ({ detail }: { readonly detail: SpanDetail }) => {
  const { tokens, cost_usd: cost, first_token_ms: first, duration_ns: took, type, model, provider } = detail;
  const { word, ...look } = STATUS[detail.status];
  const facts = [
    typeWord(type),
    [model, provider].filter((name) => name !== null).join(', '),
    tokens === null
      ? ''
      : `${countOf(tokensIn(tokens))} in${tokens.cache_read > 0 ? ` (${countOf(tokens.cache_read)} cached)` : ''}, ${countOf(tokensOut(tokens))} out`,
    cost === null ? '' : costOf(cost),
    first === null ? '' : `first token ${durationInFull(first * 1e6)}`,
  ].filter((fact) => fact !== '');
  return (
    <div className="grid gap-1.5 px-4 pt-1.5 pb-3">
      <p className="flex flex-wrap items-center gap-2">
        {took === null ? (
          <Mark tone="info" shape="run">
            open
          </Mark>
        ) : (
          <Mark {...look}>{word}</Mark>
        )}
        <span className="font-semibold">{took === null ? 'not ended' : durationInFull(took)}</span>
      </p>
      {facts.length > 0 && <p className="text-small text-muted wrap-anywhere">{facts.join(' · ')}</p>}
      {detail.status_message !== '' && (
        <p className="text-bad wrap-anywhere whitespace-pre-wrap">{detail.status_message}</p>
      )}
    </div>
  );
};

const Tab = ({ value, children }: { readonly value: string; readonly children: ReactNode }) => (
  <Tabs.Tab
    value={value}
    className="py-2 whitespace-nowrap text-muted -outline-offset-2 hover:text-ink aria-selected:font-semibold aria-selected:text-ink aria-selected:shadow-[inset_0_-2px_0_var(--accent)]"
  >
    {children}
  </Tabs.Tab>
);

const attributesOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};

const groupsOf = ({ attributes, resource, scope, metadata }: SpanDetail) => {
  const { attributes: from, ...ofResource } = resource;
  const groups = [
    ['Attributes of the span', attributes],
    ['Metadata', metadata],
    ['Where it comes from', { ...attributesOf(from), ...ofResource }],
    ['The library that wrote it', scope],
  ] as const;
  return groups.filter(([, some], index) => index === 0 || Object.keys(some).length > 0);
};

const Raw = ({ detail }: { readonly detail: SpanDetail }) => {
  const text = JSON.stringify(detail, undefined, 2);
  return (
    <div className="p-4">
      <CopyButton text={text} what="the span as JSON" />
      <pre className="pt-2 font-mono text-small wrap-anywhere whitespace-pre-wrap">{text}</pre>
    </div>
  );
};

/** A span: what it did, and all that was sent of it. */
export const SpanDetailView = ({ detail, base, skew, isCut }: SpanDetailProps) => {
  const hasMessages = hasConversation(detail);
  const oddities = oddityWords(detail, skew, isCut);
  return (
    <>
      <Summary detail={detail} />
      {oddities.length > 0 && (
        <ul
          aria-label="What is odd about it"
          className="grid gap-1 border-y border-line bg-warn-soft px-4 py-2 text-small"
        >
          {oddities.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      <Tabs.Root defaultValue={hasMessages ? 'messages' : 'facts'}>
        <Tabs.List
          aria-label="What of the span"
          className="sticky top-0 z-[1] flex gap-4 overflow-x-auto border-b border-line bg-surface px-4"
        >
          {hasMessages && <Tab value="messages">Messages</Tab>}
          <Tab value="facts">Facts</Tab>
          <Tab value="attributes">Attributes {Object.keys(detail.attributes).length}</Tab>
          <Tab value="raw">Raw</Tab>
        </Tabs.List>
        {hasMessages && (
          <Tabs.Panel value="messages">
            <Conversation detail={detail} />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="facts">
          <SpanFacts detail={detail} base={base} />
        </Tabs.Panel>
        <Tabs.Panel value="attributes">
          <AllAttributes groups={groupsOf(detail)} />
        </Tabs.Panel>
        <Tabs.Panel value="raw">
          <Raw detail={detail} />
        </Tabs.Panel>
      </Tabs.Root>
    </>
  );
};
