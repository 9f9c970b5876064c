import { existsSync } from 'node:fs';
import { createLab, createSharedLab } from '../../packages/proving/src/lab/lab.ts';
import { ENTRIES } from '../../packages/proving/src/lab/repository.ts';
import { createRandom } from '../../packages/proving/src/run/random.ts';
import { measureQuality } from './quality.ts';
import { measureSearching } from './searching.ts';

const PHASES = ['search', 'quality'] as const;
const CAP_SECONDS = 3_600;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const words = process.argv.slice(2);
const optionOf = (name: string): string | undefined =>
  words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const chosen = PHASES.filter((phase) => words.includes(phase));
const phases = chosen.length > 0 ? chosen : PHASES;
const seed = Number(optionOf('seed') ?? Date.now() % 1_000_000);
const sets = words.filter((word) => existsSync(word));

say(`seed ${seed}`);
if (phases.includes('quality')) await measureQuality(sets, say);
if (phases.includes('search')) {
  const shared = createSharedLab(ENTRIES, {});
  process.once('exit', () => shared.close());
  const lab = createLab(shared, AbortSignal.timeout(CAP_SECONDS * 1000), 'disk');
  try {
    const sizes = (optionOf('pairs') ?? '50000,100000').split(',').map(Number);
    await measureSearching({ lab, random: createRandom(seed), sizes, say });
  } finally {
    await lab.close();
    shared.close();
  }
}
