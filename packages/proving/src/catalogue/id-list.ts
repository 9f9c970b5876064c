import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Kind, Tier } from '../scenario.ts';

export const SCENARIOS_FOLDER = resolve(import.meta.dirname, '../../scenarios');

/** One promise of the catalogue, proved or not. */
export interface Promised {
  readonly id: string;
  readonly title: string;
  readonly kind: Kind;
  readonly tier: Tier;
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(SCENARIOS_FOLDER, file), 'utf8'));

export const readPromises = (): readonly Promised[] => read('ids.json') as Promised[];

/** Ids without a proof yet. Whoever writes the proof removes the line. */
export const readStillToCome = (): readonly string[] => read('still-to-come.json') as string[];

const CAPABILITIES: Readonly<Record<string, string>> = {
  KNO: 'knowledge',
  TRC: 'traces',
  IDN: 'identity',
  DEC: 'decisions',
  AST: 'assistant',
  OPS: 'work',
  DAT: 'data',
  SYS: 'system',
};

export const CAPABILITY_NAMES: readonly string[] = Object.values(CAPABILITIES);

/** Also the folder of its scenarios. */
export const capabilityOf = (id: string): string => {
  const capability = CAPABILITIES[id.slice(0, 3)];
  if (capability === undefined) throw new Error(`${id} belongs to no capability`);
  return capability;
};
