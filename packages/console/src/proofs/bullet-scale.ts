import type { Figure } from '@holdfast/protocol/proofs/figure';

export interface BulletScale {
  /** From 0 to 1 of the width. */
  readonly measured: number;
  readonly bar: number;
}

const clamped = (share: number): number => Math.min(1, Math.max(0, share));

/**
 * Where a figure and its bar stand, from nothing at the left. Where one is many times the other the smaller would vanish,
 * so that from ten times on the distance is drawn by powers of ten.
 */
export const bulletScale = ({ value, bar }: Figure): BulletScale | undefined => {
  if (bar === undefined || value < 0 || bar.ours <= 0) return undefined;
  const [least, most] = [Math.min(value, bar.ours), Math.max(value, bar.ours)];
  if (most < least * 10) return { measured: clamped(value / (most * 1.25)), bar: clamped(bar.ours / (most * 1.25)) };
  const decades = Math.min(12, Math.log10(most / Math.max(least, most / 1e12)));
  const share = (of: number): number => clamped(0.9 - (Math.log10(most / Math.max(of, most / 1e12)) / decades) * 0.8);
  return { measured: share(value), bar: share(bar.ours) };
};
