import { expect, test } from 'vitest';
import { isUsableSecret, messageOf } from './message.ts';

const event = {
  id: '018f0000-0000-7000-8000-000000000001',
  type: 'thing.happened',
  object: { kind: 'thing', id: 'a' },
  sequence: 3,
  time: '2026-11-21T10:54:00.123456Z',
  data: { text: 'hello' },
};

test('the body is the same at each try; time and signature are of the try', () => {
  const [first, second] = [1_700_000_000_000, 1_700_000_900_000].map((now) =>
    messageOf(event, ['whsec_c2VjcmV0'], now),
  );
  expect(first?.body).toBe(second?.body);
  expect(first?.headers['webhook-id']).toBe(event.id);
  expect(first?.headers['webhook-timestamp']).toBe('1700000000');
  expect(first?.headers['webhook-signature']).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/);
  expect(first?.headers['webhook-signature']).not.toBe(second?.headers['webhook-signature']);
});

test('while a secret is replaced there are two signatures', () => {
  const { headers } = messageOf(event, ['whsec_c2VjcmV0', 'whsec_b3RoZXI='], 0);
  expect(headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
});

test.each([
  ['whsec_c2VjcmV0', true],
  ['whsec_b3RoZXI=', true],
  ['whsec_b3RoZXI', true],
  ['whsec_', false],
  ['', false],
  ['whsec_!!!!', false],
  ['whsec_c2Vj cmV0', false],
  ['my secret', false],
])('%j can sign: %s', (secret, isUsable) => {
  expect(isUsableSecret(secret)).toBe(isUsable);
});
