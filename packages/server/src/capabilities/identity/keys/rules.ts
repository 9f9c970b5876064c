import type { Permission } from '@holdfast/protocol/permissions';
import type { ProblemField } from '@holdfast/protocol/problem';

/** Scopes that whoever makes the key may not use. */
export const scopesBeyond = (scopes: readonly Permission[], may: ReadonlySet<Permission>): ProblemField[] =>
  scopes.flatMap((scope, place) =>
    may.has(scope)
      ? []
      : [{ pointer: `/body/scopes/${place}`, code: 'beyond', detail: `must be something that you may do yourself` }],
  );

/** What is wrong with the end of a new key. A key makes none that outlives it. */
export const objectionToEnd = (
  asked: string | undefined,
  now: number,
  endOfMaker: string | null,
): ProblemField | undefined => {
  const told = (code: string, detail: string): ProblemField => ({ pointer: '/body/expires_at', code, detail });
  if (asked !== undefined && Date.parse(asked) <= now) return told('past', 'must be in the future');
  if (endOfMaker !== null && (asked === undefined || Date.parse(asked) > Date.parse(endOfMaker)))
    return told('beyond', `must be no later than the end of the key that makes it, ${endOfMaker}`);
  return undefined;
};

/** The earlier of two ends, null for none. */
export const earlierOf = <End extends string>(one: End | null, other: End | null): End | null => {
  if (one === null || other === null) return one ?? other;
  return Date.parse(one) < Date.parse(other) ? one : other;
};
