import type { AggregateGroup, TraceAggregates } from '@holdfast/protocol/traces/overview';
import type { Words } from '../../routing/paths.ts';
import { costOf } from '../../text/cost.ts';
import { countOf } from '../../text/count.ts';
import { durationOf } from '../../text/duration.ts';
import { allTokens } from '../tokens.ts';

export type Group = TraceAggregates['groups'][number];
export type Figures = Group['all'];

export const GROUP_LABELS: Readonly<Record<AggregateGroup, string>> = {
  model: 'Model',
  service: 'Service',
  name: 'Span name',
  type: 'Type',
  tool: 'Tool',
};

/** What is drawn over time: one line or three, and how its values are said. */
export interface FigureKind {
  readonly word: string;
  readonly label: string;
  readonly lines: readonly (readonly [label: string, of: (figures: Figures) => number | null])[];
  readonly say: (value: number) => string;
}

export const FIGURE_KINDS: readonly FigureKind[] = [
  {
    word: 'latency',
    label: 'Latency',
    lines: [
      ['p50', ({ p50_ns: ns }) => ns],
      ['p95', ({ p95_ns: ns }) => ns],
      ['p99', ({ p99_ns: ns }) => ns],
    ],
    say: durationOf,
  },
  { word: 'spans', label: 'Spans', lines: [['spans', ({ spans }) => spans]], say: countOf },
  { word: 'errors', label: 'Failed', lines: [['failed', ({ errors }) => errors]], say: countOf },
  { word: 'tokens', label: 'Tokens', lines: [['tokens', ({ tokens }) => allTokens(tokens)]], say: countOf },
  { word: 'cost', label: 'Cost', lines: [['cost', ({ cost_usd: cost }) => cost]], say: costOf },
];

/** The traces in which a group's spans are; undefined where no filter says the same. */
export const filterOf = (by: AggregateGroup, value: string): Words | undefined => {
  if (by === 'model' || by === 'service') return { [by]: value };
  return by === 'tool' ? { attribute: `gen_ai.tool.name=${value}` } : undefined;
};
