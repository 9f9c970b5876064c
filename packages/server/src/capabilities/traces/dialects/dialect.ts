import type { Cost, GenAiKind, Message, ToolCall } from './gen-ai-span.ts';
import type { SpanView } from './span-view.ts';
import type { ReportedTokens } from './usage.ts';

/** Names of attributes; the first that says something counts. */
export type Names = readonly string[];

/** What a dialect writes as one plain attribute. */
export interface PlainAttributes {
  /** The model that answered. */
  readonly model?: Names;
  readonly requestedModel?: Names;
  readonly provider?: Names;
  readonly session?: Names;
  readonly user?: Names;
  readonly agent?: Names;
}

export type TokenNames = Readonly<Partial<Record<keyof ReportedTokens, Names>>>;

/** One way of telling about models in the attributes of a span. What it does not know it leaves out. */
export interface Dialect {
  readonly name: string;
  readonly attributes: PlainAttributes;
  readonly tokens: TokenNames;
  readonly kind: (span: SpanView) => GenAiKind | undefined;
  readonly input: (span: SpanView) => readonly Message[];
  readonly output: (span: SpanView) => readonly Message[];
  /** A span that is a call of a tool. */
  readonly tool?: (span: SpanView) => { readonly call: ToolCall; readonly result: unknown } | undefined;
  /** Where tokens are no attributes of their own. Whether they are disjoint already. */
  readonly reportedTokens?: (
    span: SpanView,
  ) => { readonly tokens: ReportedTokens; readonly disjoint: boolean } | undefined;
  readonly cost?: (span: SpanView) => Cost | undefined;
  readonly finishReasons?: (span: SpanView) => readonly string[];
  readonly firstTokenMs?: (span: SpanView) => number | undefined;
  readonly tags?: (span: SpanView) => readonly string[];
  readonly metadata?: (span: SpanView) => ReadonlyMap<string, unknown>;
}

/** Looks up a word in a table of a dialect, in any case. */
export const kindFrom = (
  table: Readonly<Record<string, GenAiKind>>,
  word: string | undefined,
): GenAiKind | undefined => {
  const key = word?.toLowerCase() ?? '';
  return Object.hasOwn(table, key) ? table[key] : undefined;
};
