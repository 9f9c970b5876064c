import { availableParallelism } from 'node:os';
import { failed } from './step.ts';
import type { Outcome, Step } from './step.ts';

export interface Timed extends Outcome {
  readonly name: string;
  readonly seconds: number;
}

const timed = async ({ name, run }: Step): Promise<Timed> => {
  const started = performance.now();
  const outcome = await run().catch((error: unknown) =>
    failed(error instanceof Error ? String(error.stack) : String(error)),
  );
  return { ...outcome, name, seconds: (performance.now() - started) / 1000 };
};

/** As many at once as there are cores; each is told of as soon as it is done. */
export const runSteps = async (
  steps: readonly Step[],
  tell: (done: Timed) => void,
  atOnce = availableParallelism(),
): Promise<Timed[]> => {
  const waiting = [...steps];
  const results: Timed[] = [];
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const result = await timed(step);
      results.push(result);
      tell(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
};
