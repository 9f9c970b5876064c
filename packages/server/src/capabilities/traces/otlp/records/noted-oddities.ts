import type { Oddity } from './span-record.ts';

export interface Notes {
  note(oddity: Oddity): void;
}

/** Collects what was odd, until somebody takes it. */
export class NotedOddities implements Notes {
  readonly #oddities = new Set<Oddity>();

  note(oddity: Oddity): void {
    this.#oddities.add(oddity);
  }

  take(): readonly Oddity[] {
    if (this.#oddities.size === 0) return NONE;
    const oddities = [...this.#oddities];
    this.#oddities.clear();
    return oddities;
  }
}

const NONE: readonly Oddity[] = [];
