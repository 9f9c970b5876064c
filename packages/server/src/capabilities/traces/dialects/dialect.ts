import type { Cost, GenAiKind, Message, ToolCall } from './gen-ai-span.ts';
import type { FactView, SpanView } from './span-view.ts';
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
  /** What the whole trace is called. */
  readonly traceName?: Names;
}

export type TokenNames = Readonly<Partial<Record<keyof ReportedTokens, Names>>>;

/** What is small, and read of every span. */
export interface Facts {
  /** Attributes that these functions look at, beside the plain ones and the tokens. No other reaches them. */
  readonly reads: Names;
  readonly kind: (span: FactView) => GenAiKind | undefined;
  /** The model, where it is no attribute of its own. */
  readonly model?: (span: FactView) => string | undefined;
  /** The name of the tool, of a span that is a call of one. */
  readonly tool?: (span: FactView) => string | undefined;
  /** Where tokens are no attributes of their own. Whether they are disjoint already. */
  readonly reportedTokens?: (
    span: FactView,
  ) => { readonly tokens: ReportedTokens; readonly disjoint: boolean } | undefined;
  readonly cost?: (span: FactView) => Cost | undefined;
  readonly tags?: (span: FactView) => readonly string[];
}

/** What was said to a model and by it, which may be large. */
export interface Said {
  /** Attributes that these functions look at beside those of the facts. */
  readonly reads: { readonly input: Names; readonly output: Names };
  /** Where messages are attributes one by one: what their names begin with, before the number. */
  readonly listedBelow?: { readonly input: Names; readonly output: Names };
  readonly input: (span: SpanView) => readonly Message[];
  readonly output: (span: SpanView) => readonly Message[];
}

/** What only somebody wants to know who looks at this one span. */
export interface Details {
  readonly call?: (span: SpanView) => { readonly call: ToolCall; readonly result: unknown } | undefined;
  readonly finishReasons?: (span: SpanView) => readonly string[];
  readonly firstTokenMs?: (span: SpanView) => number | undefined;
  readonly metadata?: (span: SpanView) => ReadonlyMap<string, unknown>;
}

/** One way of telling about models in the attributes of a span. What it does not know it leaves out. */
export interface Dialect {
  readonly name: string;
  readonly attributes: PlainAttributes;
  readonly tokens: TokenNames;
  readonly facts: Facts;
  readonly said?: Said;
  readonly details?: Details;
}

/** Looks up a word in a table of a dialect, in any case. */
export const kindFrom = (
  table: Readonly<Record<string, GenAiKind>>,
  word: string | undefined,
): GenAiKind | undefined => {
  const key = word?.toLowerCase() ?? '';
  return Object.hasOwn(table, key) ? table[key] : undefined;
};
