import type { Clock } from '../../../platform/clock/clock.ts';

/** What the database said of somebody, for a moment. */
export interface Remembered<Value> {
  find(id: string): Promise<Value | undefined>;
  forget(): void;
}

/** Also how long somebody may live on whose end nobody told: a revoked key is dead within this. */
const FRESH_MS = 1000;
const MOST = 50_000;
/** Few, so that guesses push each other out and nobody else. */
const MOST_NOBODIES = 1000;

interface Kept<Value> {
  readonly askedAt: number;
  readonly answer: Promise<Value | undefined>;
}

/** Who is asked for again and again costs one look a second, and those who ask at once share it. */
export const createRemembered = <Value>(
  look: (id: string) => Promise<Value | undefined>,
  { elapsed }: Clock,
): Remembered<Value> => {
  const kept = new Map<string, Kept<Value>>();
  const nobodies = new Map<string, number>();

  return {
    async find(id) {
      const known = kept.get(id);
      // counted from before the look: what it found may have changed while it was on its way
      if (known !== undefined && elapsed() - known.askedAt < FRESH_MS) return known.answer;
      if (elapsed() - (nobodies.get(id) ?? Number.NEGATIVE_INFINITY) < FRESH_MS) return undefined;
      const asked = { askedAt: elapsed(), answer: look(id) };
      kept.delete(id);
      kept.set(id, asked);
      if (kept.size > MOST) kept.delete(kept.keys().next().value ?? '');
      try {
        const answer = await asked.answer;
        // who is nobody is remembered beside: guesses would push out those who are somebody
        if (answer === undefined && kept.get(id) === asked) {
          kept.delete(id);
          nobodies.delete(id);
          nobodies.set(id, asked.askedAt);
          if (nobodies.size > MOST_NOBODIES) nobodies.delete(nobodies.keys().next().value ?? '');
        }
        return answer;
      } catch (error) {
        if (kept.get(id) === asked) kept.delete(id);
        throw error;
      }
    },
    forget() {
      kept.clear();
      nobodies.clear();
    },
  };
};
