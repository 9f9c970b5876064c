import type { SpanType } from '@holdfast/protocol/traces/usage';

/** The colour of a span's bar by what is done in it. The word beside it says the same. */
const FILLS: Partial<Readonly<Record<SpanType, string>>> = {
  generation: 'bg-info',
  embedding: 'bg-info',
  reranking: 'bg-info',
  retrieval: 'bg-ok',
  tool: 'bg-tool',
  guardrail: 'bg-warn',
  evaluation: 'bg-warn',
};

export const fillOf = (type: SpanType | undefined): string =>
  type === undefined ? 'bg-line-strong' : (FILLS[type] ?? 'bg-faint');

/** What is said of a span beside its name; nothing of one that is just a span. */
export const typeWord = (type: SpanType): string => (type === 'span' ? '' : type);
