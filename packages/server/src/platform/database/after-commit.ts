import type { InstanceWrite } from './transaction.ts';

const wanted = new WeakMap<InstanceWrite, Set<() => void>>();

/**
 * Does this when the transaction is committed, once however often it is asked for, and never when it is not. A hint and no
 * more: the process may die between, so whoever is told looks by itself as well. What is done must not throw.
 */
export const afterCommit = (tx: InstanceWrite, act: () => void): void => {
  const acts = wanted.get(tx) ?? new Set();
  wanted.set(tx, acts.add(act));
};

export const tellCommitted = (tx: InstanceWrite): void => {
  const acts = wanted.get(tx);
  if (acts === undefined) return;
  // the table is old: whatever an act knows, such as what it wrote, would live until the whole heap is gone through
  wanted.delete(tx);
  for (const act of acts) act();
};
