import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Signed {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  readonly body: string;
}

export type Verdict = 'good' | 'missing' | 'stale' | 'wrong';

const TOLERANCE_SECONDS = 300;

const keyOf = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ''), 'base64');

/** https://www.standardwebhooks.com: HMAC-SHA256 of id, time and body, joined by dots. */
export const sign = (
  secret: string,
  { id, timestamp, body }: { id: string; timestamp: string; body: string },
): string => `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`;

const same = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** One good signature of several is enough: while a secret is replaced, there are two. */
export const verify = (secret: string, { id, timestamp, signature, body }: Signed, nowSeconds: number): Verdict => {
  if (id === undefined || timestamp === undefined || signature === undefined) return 'missing';
  const off = Math.abs(nowSeconds - Number(timestamp));
  if (!/^\d+$/.test(timestamp) || off > TOLERANCE_SECONDS) return 'stale';
  const expected = sign(secret, { id, timestamp, body });
  return signature.split(' ').some((each) => same(each, expected)) ? 'good' : 'wrong';
};
