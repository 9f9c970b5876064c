import type { Exit } from './child.ts';

/** How a command ended, for whoever has to find out why: one that took too long was killed by the lab. */
export const endInWords = ({ code, signal, milliseconds }: Exit, capMs: number): string => {
  if (code !== null) return `ended with ${code}`;
  if (milliseconds >= capMs) return `took longer than ${capMs / 1000} s and was killed`;
  return `was ended by the signal ${signal ?? 'nobody knows which'}`;
};
