import { existsSync } from 'node:fs';
import { createLab, createSharedLab, type Lab } from '../../packages/proving/src/lab/lab.ts';
import { ENTRIES } from '../../packages/proving/src/lab/repository.ts';
import { createRandom } from '../../packages/proving/src/run/random.ts';
import { measureImporting } from './importing.ts';
import { measureQuality } from './quality.ts';
import { measureSearching } from './searching.ts';

const PHASES = ['import', 'search', 'quality'] as const;
const CAP_SECONDS = 3_600;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const words = process.argv.slice(2);
const optionOf = (name: string): string | undefined =>
  words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const chosen = PHASES.filter((phase) => words.includes(phase));
const phases = chosen.length > 0 ? chosen : PHASES;
const seed = Number(optionOf('seed') ?? Date.now() % 1_000_000);
const sets = words.filter((word) => existsSync(word));
const embedder = words.filter((word) => /^--(embedder|model)=/.test(word));

const sizesOf = (name: string, otherwise: string): number[] => (optionOf(name) ?? otherwise).split(',').map(Number);

const inLab = async (measure: (lab: Lab) => Promise<void>): Promise<void> => {
  const shared = createSharedLab(ENTRIES, {});
  process.once('exit', () => shared.close());
  const lab = createLab(shared, AbortSignal.timeout(CAP_SECONDS * 1000), 'disk');
  try {
    await measure(lab);
  } finally {
    await lab.close();
    shared.close();
  }
};

say(`seed ${seed}`);
if (phases.includes('quality')) await measureQuality(sets, embedder, say);
if (phases.includes('import')) {
  const sizes = sizesOf('rows', '10000,100000');
  const runs = Number(optionOf('runs') ?? 3);
  await inLab((lab) => measureImporting({ lab, random: createRandom(seed), sizes, runs, say }));
}
if (phases.includes('search')) {
  const sizes = sizesOf('pairs', '50000,100000');
  await inLab((lab) => measureSearching({ lab, random: createRandom(seed), sizes, say }));
}
