import { useState } from 'react';
import type { Live } from './use-live.ts';

/** While another question is on its way, what was known stays: a list that vanishes for a moment is no list. */
export const useLateKnown = <Body>(live: Live<Body>): { readonly live: Live<Body>; readonly isLate: boolean } => {
  const [last, setLast] = useState(live.known);
  if (live.known !== undefined && live.known !== last) setLast(live.known);
  const isLate = live.known === undefined && live.failing === undefined && last !== undefined;
  return { live: isLate ? { ...live, known: last } : live, isLate };
};
