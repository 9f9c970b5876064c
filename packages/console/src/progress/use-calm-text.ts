import { useEffect, useState } from 'react';

/** A text for those who listen: it follows, but not more often than every `everyMs`. */
export const useCalmText = (text: string, everyMs: number): string => {
  const [said, setSaid] = useState({ text, at: 0 });
  useEffect(() => {
    if (text === said.text) return undefined;
    const say = (): void => setSaid({ text, at: performance.now() });
    const timer = setTimeout(say, Math.max(0, said.at + everyMs - performance.now()));
    return () => clearTimeout(timer);
  }, [text, said, everyMs]);
  return said.text;
};
