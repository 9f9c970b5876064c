import { expect, test } from 'vitest';
import { captureLog } from './testing/capture.ts';

const parsed = (line: string | undefined): Record<string, unknown> => JSON.parse(line ?? '') as Record<string, unknown>;

test('a line is JSON with its level, its time, its fields and one sentence', () => {
  const { log, lines } = captureLog();
  log.info({ event: 'process_started', took_ms: 12 }, 'Ready.');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^\{.*\}\n$/);
  expect(parsed(lines[0])).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    event: 'process_started',
    took_ms: 12,
    message: 'Ready.',
  });
});

test('what is less important than the level is not written', () => {
  const { log, lines } = captureLog({ level: 'warn' });
  log.debug({}, 'no');
  log.info({}, 'no');
  log.warn({}, 'yes');
  log.error({}, 'yes');
  expect(lines.map((line) => parsed(line)['level'])).toEqual(['warn', 'error']);
});

test('a child\u2019s lines carry its fields, and its children\u2019s both', () => {
  const { log, lines } = captureLog();
  log.child({ trace_id: 't' }).child({ span_id: 's' }).info({ a: 1 }, 'x');
  expect(parsed(lines[0])).toMatchObject({ trace_id: 't', span_id: 's', a: 1 });
});

test('an error is written with its kind, its stack, its own members and its causes', () => {
  const { log, lines } = captureLog();
  const cause = Object.assign(new RangeError('inner'), { code: 'E_INNER' });
  log.error({ error: Object.assign(new TypeError('outer', { cause }), { code: 'E_OUTER' }) }, 'x');
  expect(parsed(lines[0])['error']).toMatchObject({
    type: 'TypeError',
    message: 'outer',
    code: 'E_OUTER',
    stack: expect.stringContaining('log.test.ts'),
    cause: { type: 'RangeError', message: 'inner', code: 'E_INNER' },
  });
});

test('errors that were gathered are all written', () => {
  const { log, lines } = captureLog();
  log.error({ error: new AggregateError([new Error('one'), new Error('two')], 'both') }, 'x');
  expect(parsed(lines[0])['error']).toMatchObject({
    message: 'both',
    errors: [{ message: 'one' }, { message: 'two' }],
  });
});

test('fields that refer to themselves, or go very deep, end', () => {
  const { log, lines } = captureLog();
  const circle: Record<string, unknown> = { name: 'circle' };
  circle['self'] = circle;
  const deep = Array.from({ length: 1000 }).reduce<object>((inner) => ({ inner }), {});
  log.info({ circle, deep, error: Object.assign(new Error('x'), { circle }) }, 'x');
  expect(parsed(lines[0])).toMatchObject({ circle: { name: 'circle', self: '[left out]' } });
  expect(lines[0]?.length).toBeLessThan(2000);
});

test('a value of any kind is no reason to lose a line', () => {
  const { log, lines } = captureLog();
  log.info(
    {
      none: null,
      nothing: undefined,
      big: 1n,
      map: new Map([['a', 1]]),
      bytes: Buffer.from('abc'),
      when: new Date(0),
      where: new URL('http://h/'),
      odd: Symbol('s'),
      run: () => 1,
      nan: Number.NaN,
    },
    'x',
  );
  expect(parsed(lines[0])).toMatchObject({
    none: null,
    map: '[Map]',
    bytes: '[Buffer]',
    when: '1970-01-01T00:00:00.000Z',
    where: 'http://h/',
    message: 'x',
  });
});
