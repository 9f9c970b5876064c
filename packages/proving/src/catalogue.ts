import { globSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOf, gapsOf, type Found } from './catalogue/check.ts';
import { readPromises, readStillToCome, SCENARIOS_FOLDER, type Promised } from './catalogue/id-list.ts';
import type { Scenario } from './scenario.ts';

export interface Catalogue {
  readonly promises: readonly Promised[];
  readonly found: readonly Found[];
  scenarioOf(id: string): Scenario | undefined;
}

const load = async (file: string): Promise<Found> => {
  const { default: scenario } = (await import(join(SCENARIOS_FOLDER, file))) as { default?: Scenario };
  if (scenario === undefined) throw new Error(`${file} exports no scenario as its default`);
  return { file, scenario };
};

/** Reads every scenario file, and refuses a catalogue in which a promise got lost. */
export const loadCatalogue = async (): Promise<Catalogue> => {
  const promises = readPromises();
  const files = globSync('*/*.ts', { cwd: SCENARIOS_FOLDER }).toSorted();
  const found = await Promise.all(files.map(load));
  const faults = [...found.flatMap((each) => faultsOf(each, promises)), ...gapsOf(found, promises, readStillToCome())];
  if (faults.length > 0) throw new Error(`The catalogue of scenarios is not in order:\n  ${faults.join('\n  ')}`);
  const byId = new Map(found.map(({ scenario }) => [scenario.id, scenario]));
  return { promises, found, scenarioOf: (id) => byId.get(id) };
};
