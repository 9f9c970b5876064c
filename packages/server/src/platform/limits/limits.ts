import type { Contract } from '@holdfast/protocol/contract';
import { fail } from '../failure.ts';
import type { Principal } from '../http/context.ts';
import type { Bucket, BucketWish, Taken, TokenBuckets } from '../ephemeral/token-buckets.ts';
import { placeOf } from './address-place.ts';

/** Requests a minute, all of which may come at once. 0 is no limit. */
export interface Rates {
  readonly member: number;
  readonly key: number;
  readonly workspace: number;
  readonly address: number;
}

export interface Asker {
  readonly principal: Principal | undefined;
  readonly address: string;
}

/** Counts a request of an endpoint, tells what is left, and fails with `rate_limited` when it is one too many. */
export type Limit = (asker: Asker, tell: (header: string, value: string) => unknown) => Promise<void>;

export interface Limits {
  of(contract: Contract): Limit;
}

export interface LimitsParts {
  readonly buckets: TokenBuckets;
  readonly rates: Rates;
  readonly onLimited: (limit: string) => void;
}

export const noLimit = async (): Promise<void> => {};

const WINDOW_SECONDS = 60;

/**
 * Who is known is counted as itself and for its workspace, who is not by its address. What an endpoint declares stands in
 * the place of the first.
 */
export const createLimits = ({ buckets, rates, onLimited }: LimitsParts): Limits => {
  const usual = {
    member: limitOf('member', rates.member),
    key: limitOf('key', rates.key),
    workspace: limitOf('workspace', rates.workspace),
    address: limitOf('address', rates.address),
  };
  const firstOf = (principal: Principal | undefined): Counted | undefined => {
    if (principal === undefined) return usual.address;
    return principal.kind === 'key' ? usual.key : usual.member;
  };

  const refuse = ({ limit, taken }: Told): never => {
    onLimited(limit.kind);
    return fail('rate_limited', {
      detail: `The limit "${limit.name}" of ${limit.bucket.capacity} requests a minute is used up.`,
      retryAfterSeconds: Math.max(1, taken.retryAfterMs / 1000),
    });
  };

  return {
    of({ name, limits }) {
      if (limits?.rate === 'none') return noLimit;
      const own = limits?.rate === undefined ? undefined : limitOf(name, limits.rate.perMinute);
      return async ({ principal, address }, tell) => {
        const counted: Counted[] = [];
        const wishes: BucketWish[] = [];
        const count = (limit: Counted | undefined, whose: string): void => {
          if (limit === undefined) return;
          counted.push(limit);
          wishes.push({ key: `${limit.name}:${whose}`, bucket: limit.bucket, cost: 1 });
        };
        count(own ?? firstOf(principal), principal?.id ?? placeOf(address));
        // who is refused as itself does not use up what its workspace has
        if (principal?.workspace !== undefined) count(usual.workspace, principal.workspace);
        if (wishes.length === 0) return;
        const told = toldOf(counted, await buckets.take(wishes));
        tell('ratelimit-policy', told.map(({ limit }) => limit.policy).join(', '));
        tell('ratelimit', told.map(leftOf).join(', '));
        const over = told.find((one) => !isAllowed(one));
        if (over !== undefined) refuse(over);
      };
    },
  };
};

interface Counted {
  readonly name: string;
  /** The name, or `operation` for one of many. */
  readonly kind: string;
  readonly bucket: Bucket;
  readonly policy: string;
}

interface Told {
  readonly limit: Counted;
  readonly taken: Taken;
}

const limitOf = (name: string, perMinute: number): Counted | undefined =>
  perMinute === 0
    ? undefined
    : {
        name,
        kind: name.includes('.') ? 'operation' : name,
        bucket: { capacity: perMinute, refillPerSecond: perMinute / WINDOW_SECONDS },
        policy: `"${name}";q=${perMinute};w=${WINDOW_SECONDS}`,
      };

/** Nobody was asked after the first that refused. */
const toldOf = (counted: readonly Counted[], taken: readonly Taken[]): Told[] =>
  counted.flatMap((limit, index) => {
    const of = taken[index];
    return of === undefined ? [] : [{ limit, taken: of }];
  });

const isAllowed = ({ taken }: Told): boolean => taken.allowed;

/** As draft-ietf-httpapi-ratelimit-headers-11 writes it: what remains, and seconds until all of it is there again. */
const leftOf = ({ limit: { name, bucket }, taken: { remaining } }: Told): string => {
  // what several nodes gave out at the same moment may be owed
  const left = Math.max(0, Math.floor(remaining));
  return `"${name}";r=${left};t=${Math.ceil((bucket.capacity - remaining) / bucket.refillPerSecond)}`;
};
