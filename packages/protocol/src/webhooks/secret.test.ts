import { expect, test } from 'vitest';
import { WebhookSecret } from './secret.ts';

const of = (bytes: number): string => `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`;

test.each([
  [of(24), true],
  [of(25), true],
  [of(32), true],
  [of(64), true],
  [of(23), false],
  [of(65), false],
  [of(24).slice('whsec_'.length), false],
  [of(25).replaceAll('=', ''), false],
  [`whsec_${'A'.repeat(33)}B==`, false],
  [`whsec_====`, false],
  ['whsec_', false],
  [`whsec_${'!'.repeat(32)}`, false],
])('%s is a secret: %s', (secret, isOne) => {
  expect(WebhookSecret.safeParse(secret).success).toBe(isOne);
});
