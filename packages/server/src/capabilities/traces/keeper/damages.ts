import type { Log } from '../../../platform/log/log.ts';
import type { SealedDamage } from '../sealed/sealed-file.ts';
import { sentenceOf } from './spans-health.ts';

/** Damage that was found since the start, each told once. */
export interface Damages {
  note(damage: SealedDamage): void;
  all(): readonly SealedDamage[];
}

/** More do not change what is to be done. */
const MOST = 100;

export const createDamages = (log: Pick<Log, 'error'>): Damages => {
  const damages = new Map<string, SealedDamage>();
  return {
    note(damage) {
      const { path: file, at, length } = damage;
      const key = `${file}:${at}`;
      if (damages.has(key) || damages.size >= MOST) return;
      damages.set(key, damage);
      log.error({ event: 'spans_damaged', file, at, length }, sentenceOf(damage, 1));
    },
    all: () => [...damages.values()],
  };
};
