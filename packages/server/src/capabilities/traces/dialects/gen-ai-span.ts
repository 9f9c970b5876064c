export type GenAiKind =
  | 'generation'
  | 'embedding'
  | 'retrieval'
  | 'reranking'
  | 'tool'
  | 'agent'
  | 'chain'
  | 'guardrail'
  | 'evaluation'
  | 'event'
  | 'span';

export interface ToolCall {
  readonly id: string | undefined;
  readonly name: string;
  /** As it was written: an object, or the text of one that did not parse. */
  readonly arguments: unknown;
}

export type MessagePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'reasoning'; readonly text: string }
  | { readonly kind: 'tool_call'; readonly call: ToolCall }
  | { readonly kind: 'tool_result'; readonly id: string | undefined; readonly result: unknown }
  /** An image, a file, something newer than this. */
  | { readonly kind: 'other'; readonly value: unknown };

export interface Message {
  readonly role: string;
  readonly parts: readonly MessagePart[];
}

/** No token is in two of these. */
export interface Usage {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
  readonly reasoning: number;
  readonly audio: number;
}

/** In US dollars. */
export interface Cost {
  readonly input: number | undefined;
  readonly output: number | undefined;
  readonly total: number;
}

/** What is small, and known of every span. */
export interface GenAiFacts {
  readonly kind: GenAiKind;
  readonly model: string | undefined;
  readonly provider: string | undefined;
  /** The name of the tool that is called. */
  readonly tool: string | undefined;
  readonly usage: Usage | undefined;
  readonly cost: Cost | undefined;
  readonly session: string | undefined;
  readonly user: string | undefined;
  readonly agent: string | undefined;
  readonly tags: readonly string[];
  /** What the whole trace is called, where a span says it. */
  readonly traceName: string | undefined;
}

/** What a span says about the use of a model, in whatever dialect it says it. */
export interface GenAiSpan extends GenAiFacts {
  readonly input: readonly Message[];
  readonly output: readonly Message[];
  /** What the model asked for, and what a span of a tool is. */
  readonly toolCalls: readonly ToolCall[];
  readonly toolResult: unknown;
  readonly finishReasons: readonly string[];
  readonly firstTokenMs: number | undefined;
  readonly metadata: Readonly<Record<string, unknown>>;
}
