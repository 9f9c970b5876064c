/**
 * How alike a question and a pair are, from 0 to 1: by their meaning, and by the share of the question's words, rare ones
 * counting for more, that the pair has. Both can be compared between questions, so that their sum can say "I do not know".
 * A pair without a vector is taken to mean what its words say.
 */
export const fuse = (cosine: number | undefined, coverage: number): number =>
  MEANING * Math.max(0, cosine ?? coverage) + (1 - MEANING) * coverage;

const MEANING = 0.6;

/**
 * A cosine without what all texts have in common. To some embedders no two texts are less alike than 0.7; taken as it is, that would
 * count for more than all words, and answer everything.
 */
export const beyond = (background: number, cosine: number): number =>
  Math.max(-1, (cosine - background) / (1 - background));
