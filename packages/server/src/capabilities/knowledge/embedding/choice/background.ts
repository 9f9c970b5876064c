/** Of twelve different things, so that what two of them have in common is what any two texts have. */
export const UNRELATED: readonly string[] = [
  'How do I return an order?',
  'Our shops open at nine in the morning.',
  'I forgot my password.',
  'What does a ticket to the museum cost?',
  'My washing machine makes a loud noise.',
  'It is going to rain tomorrow.',
  'Which vaccine does a child need?',
  'An egg is boiled for six minutes.',
  'Dogs are allowed in the rooms of this hotel.',
  'The train was late by two hours.',
  'Who pays tax on a pension?',
  'She learnt to play the guitar.',
];

/** What the built-in embedder, by which scores are fitted, has for these; a little more is chance. */
const USUAL = 0.07;

/** How alike texts are to an embedder that have nothing to do with each other, beyond what is usual: 0 for most, 0.7 for some. */
export const backgroundOf = (vectors: readonly (Float32Array | undefined)[]): number => {
  const known = vectors.filter((vector) => vector !== undefined);
  const cosines = known.flatMap((one, at) => known.slice(0, at).map((other) => product(one, other)));
  if (cosines.length === 0) return 0;
  const mean = cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length;
  return Math.min(MOST, Math.max(0, (mean - USUAL) / (1 - USUAL)));
};

/** To an embedder for which all texts are one there is nothing beyond it. */
const MOST = 0.98;

const product = (one: Float32Array, other: Float32Array): number =>
  one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
