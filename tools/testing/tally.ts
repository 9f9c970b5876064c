export interface Skipped {
  readonly name: string;
  readonly reason: string;
}

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly Skipped[];
}

export const EMPTY_TALLY: Tally = { passed: 0, failed: 0, skipped: [] };

export const addTallies = (one: Tally, other: Tally): Tally => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: [...one.skipped, ...other.skipped],
});

/** The line that CI reads. */
export const closingLine = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed, ${skipped.length} skipped`;

/** One line for each reason, with the tests that it kept from running. */
export const skippedLines = (skipped: readonly Skipped[]): string[] =>
  Object.entries(Object.groupBy(skipped, ({ reason }) => reason)).map(([reason, tests = []]) => {
    const first = tests[0]?.name ?? '';
    return `skipped: ${reason} (${tests.length === 1 ? first : `${tests.length} tests, such as ${first}`})`;
  });
