import { toLengthOne } from '../../static-embedder/static-embedder.ts';
import type { Asking, Embedder } from '../embedders/embedder.ts';

/** What becomes of the nth request, from 1: it is answered, or this is thrown. */
export type Script = (texts: readonly string[], nth: number) => Error | undefined | Promise<Error | undefined>;

export interface ScriptedEmbedder extends Embedder {
  /** Every request, as it was asked for. */
  readonly asked: readonly (readonly string[])[];
  /** The most that were under way at once. */
  readonly mostAtOnce: number;
  play(script: Script): void;
}

export const DIMENSIONS = 4;

/** Stands for a model: the same text has the same vector, texts that hold no letter have none. */
export const createScriptedEmbedder = (): ScriptedEmbedder => {
  const asked: (readonly string[])[] = [];
  let script: Script = () => undefined;
  let atOnce = 0;
  let mostAtOnce = 0;
  let nth = 0;
  return {
    asked,
    get mostAtOnce() {
      return mostAtOnce;
    },
    play(next) {
      script = next;
      nth = 0;
    },
    async embed(texts: readonly string[], { signal }: Asking) {
      signal.throwIfAborted();
      asked.push(texts);
      atOnce += 1;
      nth += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      try {
        const failure = await script(texts, nth);
        if (failure !== undefined) throw failure;
        return texts.map(vectorOf);
      } finally {
        atOnce -= 1;
      }
    },
  };
};

const vectorOf = (text: string): Float32Array | undefined => {
  if (!/[a-z]/i.test(text)) return undefined;
  const numbers = Float32Array.from({ length: DIMENSIONS }, (_nothing, at) => text.length + (text.charCodeAt(at) || 0));
  return toLengthOne(numbers);
};
