/** A pair is read as two fields: the ways to ask it, and its answer. */
export interface ByField<Value> {
  readonly asked: Value;
  readonly answer: Value;
}

/** How much a word counts where it stands, and how much the length of that text says. */
const WEIGHTS: ByField<number> = { asked: 1, answer: 0.6 };
const LENGTH_SHARE: ByField<number> = { asked: 0.5, answer: 0.75 };
/** How soon a word that is repeated says nothing new. */
export const SATURATION = 1.2;

export const LONGEST_COUNTED = 255;

/** By length: how much one occurrence counts in a text that long, where texts usually are so long. Kept until that is another. */
export const createNorms = (): ((usual: ByField<number>) => ByField<Float32Array>) => {
  let kept: { readonly usual: ByField<number>; readonly norms: ByField<Float32Array> } | undefined;
  return (usual) => {
    if (kept?.usual.asked !== usual.asked || kept.usual.answer !== usual.answer)
      kept = { usual, norms: { asked: normsOf('asked', usual.asked), answer: normsOf('answer', usual.answer) } };
    return kept.norms;
  };
};

const normsOf = (field: keyof ByField<unknown>, usual: number): Float32Array =>
  Float32Array.from(
    { length: LONGEST_COUNTED + 1 },
    (_, length) => WEIGHTS[field] / (1 - LENGTH_SHARE[field] + (LENGTH_SHARE[field] * length) / Math.max(1, usual)),
  );
