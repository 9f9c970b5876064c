import { useEffect, useState } from 'react';
import type { Known, Watched } from './live.ts';

const EVERY_MS = 5_000;

/** What is known, with the server's time going on between two answers, so that ages do not stand still. */
export const useAging = <Body>({ known, failing }: Watched<Body>): Known<Body> | undefined => {
  const [now, setNow] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  if (known === undefined || failing !== undefined || now <= known.at) return known;
  return { ...known, serverAt: known.serverAt + now - known.at };
};
