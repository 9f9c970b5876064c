import type { Tensor } from './runtime.ts';
import { UnusableModel } from './unusable-model.ts';

/** Where a model tells what a text means: a vector for each of its pieces, or one for all of it. */
export interface Output {
  readonly name: string;
  readonly dimensions: number;
}

type Results = Readonly<Record<string, Tensor>>;
type Texts = readonly (readonly number[])[];

const WHOLE = 'sentence_embedding';
const BY_PIECES = ['last_hidden_state', 'token_embeddings'];

/** By its name, or as the only one that has a vector for each piece. */
export const usableOutput = (results: Results, texts: Texts): Output => {
  const longest = Math.max(...texts.map(({ length }) => length));
  const byPieces = Object.keys(results).filter((name) => isOf(results[name], [texts.length, longest]));
  if (isOf(results[WHOLE], [texts.length])) return outputOf(results, WHOLE, texts.length);
  const named = BY_PIECES.find((name) => byPieces.includes(name));
  const [only, ...others] = byPieces;
  const name = named ?? (others.length === 0 ? only : undefined);
  if (name !== undefined) return outputOf(results, name, texts.length);
  throw new UnusableModel(
    `It gives ${Object.keys(results).join(', ')}, and of these Holdfast knows none for the meaning of a text. A model made for embeddings gives last_hidden_state or sentence_embedding.`,
  );
};

const isOf = (result: Tensor | undefined, begin: readonly number[]): boolean =>
  result !== undefined &&
  result.dims.length === begin.length + 1 &&
  begin.every((size, at) => result.dims[at] === size);

const outputOf = (results: Results, name: string, texts: number): Output => ({
  name,
  dimensions: readOutput(results, name, texts).dims.at(-1) ?? 0,
});

export const readOutput = (
  results: Results,
  name: string,
  texts: number,
): { readonly data: Float32Array; readonly dims: readonly number[] } => {
  const { data, dims } = results[name] ?? { data: undefined, dims: [] };
  if (!(data instanceof Float32Array))
    throw new UnusableModel(`Its ${name} are no numbers of 32 bits. Take the file of the model that gives float32.`);
  if (dims[0] !== texts || data.length !== dims.reduce((product, size) => product * size, 1))
    throw new UnusableModel(`It gave ${dims.join(' x ')} numbers for ${texts} texts.`);
  return { data, dims };
};

/** The mean of the first so many pieces. */
export const pool = (states: Float32Array, pieces: number, dimensions: number): Float32Array => {
  const sum = states.slice(0, dimensions);
  for (let piece = 1; piece < pieces; piece += 1) {
    const begin = piece * dimensions;
    for (let at = 0; at < dimensions; at += 1) sum[at] = (sum[at] ?? 0) + (states[begin + at] ?? 0);
  }
  return sum;
};
