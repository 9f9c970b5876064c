import { afterEach, beforeEach } from 'vitest';
import { createLab, createSharedLab, type OwnLab } from '../lab.ts';
import type { Entries } from '../repository.ts';

/** A lab of each test's own, gone with it. */
export const useLab = (entries: Entries): (() => OwnLab) => {
  let close = async (): Promise<void> => {};
  let lab: OwnLab | undefined;
  beforeEach(() => {
    const shared = createSharedLab(entries, {});
    const own = createLab(shared, new AbortController().signal);
    lab = own;
    close = async () => {
      await own.close();
      shared.close();
    };
  });
  afterEach(() => close());
  return () => {
    if (lab === undefined) throw new Error('a lab is there while a test runs');
    return lab;
  };
};
