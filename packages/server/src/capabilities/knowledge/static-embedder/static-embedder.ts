import type { EmbedderTable } from './embedder-files.ts';
import { createTokenizer, UNKNOWN } from '../word-pieces/tokenizer.ts';

/** A vector of length one; undefined for a text without a word that the vocabulary knows. */
export type EmbedText = (text: string) => Float32Array | undefined;

/** No model runs: the rows of a text's pieces are added up. */
export const createStaticEmbedder = ({ dimensions, rows, scales, vocabulary }: EmbedderTable): EmbedText => {
  const tokenize = createTokenizer(vocabulary);

  return (text) => {
    const sum = new Float32Array(dimensions);
    let hasWord = false;
    for (const piece of tokenize(text)) {
      if (piece === UNKNOWN) continue;
      hasWord ||= vocabulary.isWord(piece);
      const scale = scales[piece] ?? 0;
      const begin = piece * dimensions;
      for (let at = 0; at < dimensions; at += 1) sum[at] = (sum[at] ?? 0) + scale * (rows[begin + at] ?? 0);
    }
    // by its question mark alone every question would be like every other
    return hasWord ? toLengthOne(sum) : undefined;
  };
};

/** In its place. Undefined for one that points nowhere. */
export const toLengthOne = (vector: Float32Array): Float32Array | undefined => {
  let square = 0;
  for (const value of vector) square += value * value;
  if (!(square > 0) || !Number.isFinite(square)) return undefined;
  const length = Math.sqrt(square);
  for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] ?? 0) / length;
  return vector;
};
