import type { Difference } from '@holdfast/protocol/decisions/decision';
import { stepOf } from '@holdfast/protocol/json-pointer';
import { canonical } from './canonical.ts';

const MOST = 1_000;

/** What is other between two values, the smallest places first found; a list is compared place by place. */
export const differencesOf = (was: unknown, is: unknown): Difference[] => [...walk(was, is, '')].slice(0, MOST);

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
