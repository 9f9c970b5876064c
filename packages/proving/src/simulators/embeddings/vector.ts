const WORD = /[\p{L}\p{N}]+/gu;
const PIECE = 4;

const hash = (text: string): number => {
  let mixed = 0x811c9dc5;
  for (const character of text) mixed = Math.imul(mixed ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return mixed;
};

/** Whole words, and their pieces so that `order` and `orders` are near each other. */
const featuresOf = (text: string): readonly (readonly [feature: string, weight: number])[] =>
  [...text.normalize('NFKC').toLowerCase().matchAll(WORD)].flatMap(([word]) => {
    const pieces = Array.from({ length: Math.max(0, word.length - PIECE + 1) }, (_nothing, at) =>
      word.slice(at, at + PIECE),
    );
    return [[word, 1] as const, ...pieces.map((piece) => [`~${piece}`, 0.5 / pieces.length] as const)];
  });

/** A bag of words, hashed into so many numbers and of length one: the same text has the same vector, shared words mean nearness. */
export const vectorOf = (text: string, dimensions: number): readonly number[] => {
  const vector = Array.from({ length: dimensions }, () => 0);
  for (const [feature, weight] of featuresOf(text)) {
    const mixed = hash(feature);
    const place = mixed % dimensions;
    // half of the words count backwards, so that what collides by chance cancels out
    vector[place] = (vector[place] ?? 0) + (mixed & 0x8000_0000 ? -weight : weight);
  }
  const length = Math.hypot(...vector);
  // a text without words is near nothing, and a vector of zeros would be near nothing in no defined way
  if (length === 0) return vector.map((_value, place) => (place === 0 ? 1 : 0));
  return vector.map((value) => value / length);
};
