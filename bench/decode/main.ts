import { requestOf, SAMPLES } from '../../packages/server/test/ground/spans/requests.ts';
import { WAYS } from '../../packages/server/test/ground/spans/ways.ts';
import { median } from '../lib/load.ts';

const ROUNDS = Number(process.argv[2] ?? 7);
const MOST_BYTES = 4_000_000;
const WARM_UP = 20;
const TIMES = 10;

/** Processor time, which says more than seconds where others work beside. */
const microseconds = (run: () => void): number => {
  const before = process.cpuUsage();
  for (let time = 0; time < TIMES; time += 1) run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / TIMES;
};

const say = (...columns: readonly (string | number)[]): void => {
  const [first = '', ...others] = columns;
  process.stdout.write(`${String(first).padEnd(30)}${others.map((column) => String(column).padStart(18)).join('')}\n`);
};

say('us of processor a span', 'bytes', ...Object.keys(WAYS), 'stored a second');
for (const [name, sample] of Object.entries(SAMPLES)) {
  const one = requestOf(sample, 10).length / 10;
  const spans = Math.max(20, Math.min(1_000, Math.floor(MOST_BYTES / one)));
  const bytes = requestOf(sample, spans);
  const times = Object.values(WAYS).map((way) => {
    for (let time = 0; time < WARM_UP; time += 1) way(bytes);
    return median(Array.from({ length: ROUNDS }, () => microseconds(() => way(bytes)) / spans));
  });
  const [, stored = 0] = times;
  say(name, Math.round(one), ...times.map((time) => time.toFixed(2)), Math.round(1e6 / stored));
}
