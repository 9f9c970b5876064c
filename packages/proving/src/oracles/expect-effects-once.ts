import { expectThat } from './expect-that.ts';

const SHOWN = 10;

/** What was asked for and what came of it, each by the key of one piece of work. */
export interface Effects {
  /** What was promised to be done. */
  readonly acknowledged: readonly string[];
  /** What was asked for and not answered: it may have been taken on or not. */
  readonly unknown?: readonly string[];
  /** Each attempt the receiver heard, in order. */
  readonly deliveries: readonly string[];
  /** What the receiver really did. */
  readonly effects: readonly string[];
}

const examples = (keys: Iterable<string>) => [...keys].slice(0, SHOWN);

/** Delivered at least once, done exactly once: repeats are allowed on the line and not in what they do. */
export const expectEffectsOnce = ({ acknowledged, unknown = [], deliveries, effects }: Effects): void => {
  const delivered = new Set(deliveries);
  const lost = acknowledged.filter((key) => !delivered.has(key));
  expectThat(lost.length === 0, 'everything acknowledged is delivered at least once', {
    lost: lost.length,
    examples: examples(lost),
  });
  const done = Map.groupBy(effects, (key) => key);
  const undone = examples([...delivered].filter((key) => !done.has(key)));
  expectThat(undone.length === 0, 'everything delivered has its effect', { examples: undone });
  const twice = [...done].filter(([, times]) => times.length > 1).map(([key, times]) => `${key} ${times.length} times`);
  expectThat(twice.length === 0, 'every effect happens once, however often it is delivered', {
    deliveries: deliveries.length,
    examples: examples(twice),
  });
  const asked = new Set([...acknowledged, ...unknown]);
  const uninvited = [...delivered, ...done.keys()].filter((key) => !asked.has(key));
  expectThat(uninvited.length === 0, 'nothing happens that nobody asked for', { examples: examples(uninvited) });
};
