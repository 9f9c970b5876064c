import { addTallies, EMPTY_TALLY } from './tally.ts';
import type { Tally } from './tally.ts';

/** The part of vitest's test case that is counted. */
export interface CountedTest {
  readonly fullName: string;
  readonly options: { readonly mode: string };
  result(): { readonly state: string; readonly note?: string | undefined };
}

/** The part of vitest's test module that is counted. */
export interface CountedModule {
  readonly moduleId: string;
  readonly children: { allTests(): Iterable<CountedTest> };
  errors(): readonly unknown[];
}

const tallyTest = (test: CountedTest): Tally => {
  const { state, note } = test.result();
  if (state === 'passed') return { ...EMPTY_TALLY, passed: 1 };
  if (state === 'failed') return { ...EMPTY_TALLY, failed: 1 };
  const reason = note ?? (test.options.mode === 'todo' ? 'still to be written' : 'no reason given');
  return { ...EMPTY_TALLY, skipped: [{ name: test.fullName, reason }] };
};

/** A file that cannot be loaded, or whose hooks fail, is a failure although no test of it failed. */
const tallyModule = (module: CountedModule): Tally => {
  const tests = [...module.children.allTests()].map(tallyTest).reduce(addTallies, EMPTY_TALLY);
  return { ...tests, failed: tests.failed + (module.errors().length > 0 ? 1 : 0) };
};

export const tallyRun = (modules: readonly CountedModule[], errorsOutside: readonly unknown[]): Tally => {
  const total = modules.map(tallyModule).reduce(addTallies, EMPTY_TALLY);
  return { ...total, failed: total.failed + errorsOutside.length };
};
