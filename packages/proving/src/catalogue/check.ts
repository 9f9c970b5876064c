import { basename, dirname } from 'node:path';
import type { Scenario } from '../scenario.ts';
import { capabilityOf, type Promised } from './id-list.ts';

export interface Found {
  /** Below the scenarios folder: `data/DAT-01-inner-step-fails.ts`. */
  readonly file: string;
  readonly scenario: Scenario;
}

/** What is wrong with one file, a sentence each. */
export const faultsOf = ({ file, scenario }: Found, promises: readonly Promised[]): string[] => {
  const promised = promises.find(({ id }) => id === scenario.id);
  if (promised === undefined) return [`${file} proves ${scenario.id}, which is not in ids.json`];
  const faults: string[] = [];
  if (!new RegExp(`^${scenario.id}(-[a-z0-9]+)+\\.ts$`).test(basename(file))) {
    faults.push(`${file} must be named ${scenario.id}-some-words.ts`);
  }
  if (dirname(file) !== capabilityOf(scenario.id)) faults.push(`${file} belongs into ${capabilityOf(scenario.id)}/`);
  if (scenario.kind !== promised.kind) faults.push(`${file} says kind ${scenario.kind}, ids.json ${promised.kind}`);
  if (scenario.tier !== promised.tier) faults.push(`${file} says tier ${scenario.tier}, ids.json ${promised.tier}`);
  return faults;
};

/** Every id is proved by one file or on the list of those still to come, never both, never neither. */
export const gapsOf = (
  found: readonly Found[],
  promises: readonly Promised[],
  stillToCome: readonly string[],
): string[] => {
  const proofs = new Map<string, number>();
  for (const { scenario } of found) proofs.set(scenario.id, (proofs.get(scenario.id) ?? 0) + 1);
  const ofPromises = promises.flatMap(({ id }) => {
    const count = proofs.get(id) ?? 0;
    const awaited = stillToCome.includes(id);
    if (count === 0 && !awaited) return [`${id} has neither a proof nor a line in still-to-come.json`];
    if (count > 0 && awaited) return [`${id} is proved: take it off still-to-come.json`];
    return count > 1 ? [`${id} is proved by ${count} files`] : [];
  });
  const strangers = stillToCome.filter((id) => !promises.some((promised) => promised.id === id));
  return [...ofPromises, ...strangers.map((id) => `${id} in still-to-come.json is not in ids.json`)];
};
