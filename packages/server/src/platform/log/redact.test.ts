import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SECRET_FIELDS } from './redact.ts';
import { captureLog } from './testing/capture.ts';

const CANARY = 'canary-7f3a9c';

const inCamelCase = (name: string): string =>
  name.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
const spellings = (name: string): string[] => [name, name.toUpperCase(), name.replaceAll('_', '-'), inCamelCase(name)];

const secretName = fc.constantFrom(...SECRET_FIELDS).chain((name) => fc.constantFrom(...spellings(name)));
const plainName = fc.constantFrom('body', 'headers', 'request', 'error', 'cause', 'details', 'x', '0');
const wrapping = fc.constantFrom('object', 'list', 'error', 'json');

const wrap = (value: Record<string, unknown>, how: string): unknown => {
  if (how === 'list') return [1, value];
  if (how === 'error') return Object.assign(new Error('wrapped'), value);
  return how === 'json' ? { toJSON: () => value } : value;
};

test('what stands under a secret\u2019s name is never written, however deep, in lists, errors, children and either format', () => {
  const path = fc.array(fc.tuple(plainName, wrapping), { maxLength: 7 });
  fc.assert(
    fc.property(
      fc.record({
        name: secretName,
        steps: path,
        readable: fc.boolean(),
        inChild: fc.boolean(),
        secret: fc.constantFrom<unknown>(CANARY, [CANARY], { inner: CANARY }),
      }),
      ({ name, steps, readable, inChild, secret }) => {
        const { log, lines } = captureLog({ readable });
        const fields = steps.reduceRight<Record<string, unknown>>(
          (inner, [step, how]) => ({ [step]: wrap(inner, how) }),
          { [name]: secret },
        );
        fields['beside'] = 'seen';
        if (inChild) log.child(fields).info({}, 'x');
        else log.info(fields, 'x');
        expect(lines.join('')).not.toContain(CANARY);
        expect(lines.join('')).toContain('seen');
      },
    ),
    { numRuns: 1000 },
  );
});

test('a secret in the cause of an error\u2019s cause is not written', () => {
  const { log, lines } = captureLog();
  const innermost = Object.assign(new Error('c'), { config: { headers: { Authorization: `Bearer ${CANARY}` } } });
  log.error({ error: new Error('a', { cause: new Error('b', { cause: innermost }) }) }, 'x');
  expect(lines[0]).not.toContain(CANARY);
  expect(lines[0]).toContain('"Authorization":"[redacted]"');
});

test('the password in an address is not written, the rest of it is', () => {
  const { log, lines } = captureLog();
  log.info(
    {
      url: `postgres://app:${CANARY}@db.example/x`,
      where: new URL(`http://me:${CANARY}@h/`),
      list: [`a redis://:${CANARY}@r b`],
    },
    'x',
  );
  expect(lines[0]).not.toContain(CANARY);
  expect(lines[0]).toContain('postgres://app:[redacted]@db.example/x');
});

test.each([
  [{ code: CANARY }, true],
  [{ error: Object.assign(new Error('e'), { code: CANARY }) }, true],
  [{ body: { code: CANARY } }, false],
  [{ request: { body: { code: CANARY } } }, false],
])('%j: the code of an error is written, a one-time code is not', (fields, written) => {
  const { log, lines } = captureLog();
  log.info(fields, 'x');
  expect(lines[0]?.includes(CANARY)).toBe(written);
});

test('words that only resemble a secret\u2019s name are written', () => {
  const { log, lines } = captureLog();
  log.info({ keys: 'a', tokens: 3, key_id: 'b', monkey: 'c', password_changed: true }, 'x');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    keys: 'a',
    tokens: 3,
    key_id: 'b',
    monkey: 'c',
    password_changed: true,
  });
});

test('what was handed to the log is not changed by it', () => {
  const { log } = captureLog();
  const fields = { body: { password: CANARY, list: [{ token: CANARY }] } };
  log.info(fields, 'x');
  expect(fields).toEqual({ body: { password: CANARY, list: [{ token: CANARY }] } });
});
