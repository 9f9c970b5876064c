import { runSteps } from './check/run-steps.ts';
import type { Timed } from './check/run-steps.ts';
import { STEPS } from './check/steps/all.ts';

/** `npm run check`: everything that can be said about the repository without running it. */
const args = process.argv.slice(2);
const wanted = args.filter((arg) => !arg.startsWith('--'));
const unknown = [
  ...wanted.filter((name) => !STEPS.some((step) => step.name === name)),
  ...args.filter((arg) => arg.startsWith('--') && arg !== '--fix'),
];
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}. Steps: ${STEPS.map(({ name }) => name).join(', ')}. Option: --fix`);
  process.exit(2);
}

const steps = STEPS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

const tell = ({ name, state, detail, seconds }: Timed): void => {
  const aside = state !== 'failed' && detail !== '' ? `  (${detail})` : '';
  console.log(`${state.padEnd(7)}  ${name.padEnd(13)} ${seconds.toFixed(1).padStart(5)} s${aside}`);
};

if (args.includes('--fix')) for (const { fix } of steps) await fix?.();

const results = await runSteps(steps, tell);
const failures = results.filter(({ state }) => state === 'failed');
for (const { name, detail } of failures) console.log(`\n--- ${name}\n${detail}`);
if (failures.length > 0)
  console.log(`\n${failures.length} of ${steps.length} checks failed: ${failures.map(({ name }) => name).join(', ')}`);
process.exit(failures.length > 0 ? 1 : 0);
