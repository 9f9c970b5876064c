import type { Word } from '../performer.ts';

/** What the performer said of its wishes, over all its lives: what it was told is acknowledged must stay so. */
export interface Wishes {
  readonly submitted: ReadonlyMap<string, number>;
  readonly ended: ReadonlySet<number>;
  hear(word: Word): void;
  /** What the next life begins with. */
  order(): { readonly todo: readonly number[]; readonly next: number };
}

export const createWishes = (onSubmitted: (id: string) => void): Wishes => {
  const begun = new Set<number>();
  const submitted = new Map<string, number>();
  const ended = new Set<number>();
  return {
    submitted,
    ended,
    hear(word) {
      if (word.is === 'idle') return;
      if (word.is === 'began') begun.add(word.wish);
      if (word.is === 'ended') ended.add(word.wish);
      if (word.is !== 'submitted' || submitted.has(word.id)) return;
      submitted.set(word.id, word.wish);
      onSubmitted(word.id);
    },
    order: () => ({ todo: [...begun.difference(ended)], next: Math.max(-1, ...begun) + 1 }),
  };
};
