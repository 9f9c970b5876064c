import type { Difference } from '@holdfast/protocol/decisions/decision';
import { MOST_DIFFERENCES } from '@holdfast/protocol/decisions/limits';
import { stepOf } from '@holdfast/protocol/json-pointer';
import { canonical } from './canonical.ts';

interface Differences {
  readonly differences: Difference[];
  /** There are others, which are not listed. */
  readonly hasMore: boolean;
}

/** What is other between two values, in the order in which it is found; a list is compared place by place. */
export const differencesOf = (was: unknown, is: unknown): Differences => {
  const found = [...walk(was, is, '').take(MOST_DIFFERENCES + 1)];
  return { differences: found.slice(0, MOST_DIFFERENCES), hasMore: found.length > MOST_DIFFERENCES };
};

function* walk(was: unknown, is: unknown, pointer: string): Generator<Difference> {
  if (isBranch(was) && isBranch(is) && Array.isArray(was) === Array.isArray(is)) {
    for (const key of keysOf(was, is)) {
      const place = `${pointer}/${stepOf(key)}`;
      if (!Object.hasOwn(was, key)) yield { pointer: place, is: is[key] };
      else if (!Object.hasOwn(is, key)) yield { pointer: place, was: was[key] };
      else yield* walk(was[key], is[key], place);
    }
  } else if (canonical(was) !== canonical(is)) yield { pointer, was, is };
}

type Branch = Readonly<Record<string, unknown>>;

const isBranch = (value: unknown): value is Branch => typeof value === 'object' && value !== null;

const keysOf = (was: Branch, is: Branch): ReadonlySet<string> => new Set([...Object.keys(was), ...Object.keys(is)]);
