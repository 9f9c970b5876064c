import type { Hit, SearchMode } from './pair-index/asking.ts';

/** How likely the best of what was found answers the question, from 0 to 1. Nothing found is no answer. */
export const confidenceOf = ([best]: readonly Hit[], mode: SearchMode): number => {
  if (best === undefined) return 0;
  const { offset, slope } = FITTED[mode];
  return 1 / (1 + Math.exp(-(offset + slope * best.score)));
};

/** Below it the honest answer is that nobody knows. */
export const THRESHOLD = 0.5;

/**
 * Fitted on the sample, the best of each question against whether it is right, and a little stricter: a false answer costs
 * more than one that was not given.
 */
const FITTED: Readonly<Record<SearchMode, { readonly offset: number; readonly slope: number }>> = {
  fused: { offset: -5.3, slope: 13.5 },
  vector: { offset: -6, slope: 11.3 },
  keyword: { offset: -4.5, slope: 16 },
};
