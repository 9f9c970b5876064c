import type { Write } from './transaction.ts';

/** A transaction, of a workspace or of the instance. */
type Open = Omit<Write, 'workspace'>;

const wanted = new WeakMap<Open, Set<() => void>>();

/**
 * Does this when the transaction is committed, once however often it is asked for, and never when it is not. A hint and no
 * more: the process may die between, so whoever is told looks by itself as well. What is done must not throw.
 */
export const afterCommit = (tx: Open, act: () => void): void => {
  const acts = wanted.get(tx) ?? new Set();
  wanted.set(tx, acts.add(act));
};

export const tellCommitted = (tx: Open): void => {
  for (const act of wanted.get(tx) ?? []) act();
};
