import type { Tokens } from '@holdfast/protocol/traces/usage';
import type { Columns } from './answered.ts';

/** The tokens of a row; null where it has none. */
export const tokensIn = (columns: Columns): ((at: number) => Tokens | null) => {
  const counts = (kind: string): (bigint | number | null)[] =>
    columns.of(`${kind}_tokens`) as (bigint | number | null)[];
  const [input, cacheRead, cacheWrite] = [counts('input'), counts('cache_read'), counts('cache_write')];
  const [output, reasoning, audio] = [counts('output'), counts('reasoning'), counts('audio')];
  return (at) =>
    (input[at] ?? null) === null
      ? null
      : {
          input: Number(input[at]),
          cache_read: Number(cacheRead[at]),
          cache_write: Number(cacheWrite[at]),
          output: Number(output[at]),
          reasoning: Number(reasoning[at]),
          audio: Number(audio[at]),
        };
};
