import type { Usage } from '../../dialects/gen-ai-span.ts';

/** What the calls of models in a trace used. */
export interface Used {
  readonly tokens: Readonly<Record<keyof Usage, number>>;
  /** Undefined as long as nobody named a price. */
  readonly costUsd: number | undefined;
}

/** What a span used that asked a model itself. */
export interface Asked {
  readonly usage: Usage | undefined;
  readonly costUsd: number | undefined;
}

/** As much of a span as counting needs. */
export interface CountedSpan {
  readonly parentSpanId: bigint;
  /** Undefined of one that asked no model. */
  readonly asked: Asked | undefined;
}

/** The spans of the trace that are known. */
type Known = Readonly<{ get(id: bigint): CountedSpan | undefined }>;

export const TOKEN_KINDS = [
  'input',
  'cacheRead',
  'cacheWrite',
  'output',
  'reasoning',
  'audio',
] as const satisfies readonly (keyof Usage)[];

const NONE: Used['tokens'] = { input: 0, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0, audio: 0 };

/**
 * Counts what a trace used, span by span as they come, in whatever order. Agents and chains repeat the sum of what they called,
 * and so do calls of a library around the call of the model: only those count that ask a model themselves and have none below
 * them that does. A span whose ancestors are its own descendants is nobody's leaf.
 */
export class TokenCount {
  /** Ids, also of spans that have not come yet, below which a model is asked. */
  private readonly above = new Set<bigint>();
  private readonly tokens: Record<keyof Usage, number>;
  private costUsd: number | undefined;

  constructor(before?: Used) {
    this.tokens = { ...(before?.tokens ?? NONE) };
    this.costUsd = before?.costUsd;
  }

  get used(): Used {
    // sums of fractions are off by less than anybody pays
    const costUsd = this.costUsd === undefined ? undefined : Math.round(this.costUsd * 1e12) / 1e12;
    return { tokens: { ...this.tokens }, costUsd };
  }

  /** One that is part of what was counted before. */
  remember({ asked, parentSpanId }: CountedSpan, known: Known): void {
    if (asked !== undefined) this.climb(parentSpanId, known, () => {});
  }

  add(id: bigint, { asked, parentSpanId }: CountedSpan, known: Known): void {
    if (asked !== undefined && !this.above.has(id)) this.count(asked, 1);
    if (asked !== undefined || this.above.has(id)) this.climb(parentSpanId, known, (parent) => this.count(parent, -1));
  }

  /** Takes back what a span counted that will be added again with other content. */
  forget(id: bigint, { asked }: CountedSpan): void {
    if (asked !== undefined && !this.above.has(id)) this.count(asked, -1);
  }

  private count({ usage, costUsd }: Asked, sign: 1 | -1): void {
    if (usage !== undefined) for (const kind of TOKEN_KINDS) this.tokens[kind] += sign * usage[kind];
    if (costUsd !== undefined) this.costUsd = Math.max(0, (this.costUsd ?? 0) + sign * costUsd);
  }

  /** Tells all above it that a model is asked below them, as far up as they are known and were not told. */
  private climb(from: bigint, known: Known, onAsking: (asked: Asked) => void): void {
    let id = from;
    while (id !== 0n && !this.above.has(id)) {
      this.above.add(id);
      const span = known.get(id);
      if (span === undefined) return;
      if (span.asked !== undefined) onAsking(span.asked);
      id = span.parentSpanId;
    }
  }
}
