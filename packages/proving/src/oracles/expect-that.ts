import type { Facts } from '../outcome.ts';
import { ExpectationFailed } from '../outcome.ts';

/** The sentence says what should have been true. */
export function expectThat(condition: boolean, sentence: string, facts: Facts = {}): asserts condition {
  if (!condition) throw new ExpectationFailed(sentence, facts);
}

export const expectSame = (measured: unknown, claimed: unknown, sentence: string): void => {
  const [is, should] = [JSON.stringify(measured), JSON.stringify(claimed)];
  if (is !== should) {
    throw new ExpectationFailed(sentence, {}, { claimed: should ?? 'undefined', measured: is ?? 'undefined' });
  }
};

export const expectAtMost = (measured: number, claimed: number, unit: string, sentence: string): void => {
  if (!(measured <= claimed)) {
    throw new ExpectationFailed(
      sentence,
      {},
      { claimed: `at most ${claimed} ${unit}`, measured: `${measured} ${unit}` },
    );
  }
};
