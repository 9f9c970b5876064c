import type { Spans } from './spans.ts';

/** Hands spans to whoever takes them. Who comes later gets those from then on, and is closed by whoever opened it. */
export interface SpanRelay extends Spans {
  add(taker: Spans): void;
}

export const createSpanRelay = (): SpanRelay => {
  const takers: Spans[] = [];
  return {
    add: (taker) => void takers.push(taker),
    write(span) {
      for (const taker of takers) taker.write(span);
    },
  };
};
