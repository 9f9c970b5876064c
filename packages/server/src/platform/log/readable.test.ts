import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readableLines } from './readable.ts';
import { captureLog } from './testing/capture.ts';

const ESCAPE = '\u001b';
const withoutOurColours = (text: string): string => text.replaceAll(/\u001b\[(0|31|33|36|90)m/g, '');

test('a line is read as time, level, sentence and fields', () => {
  const { log, lines } = captureLog({ readable: true });
  log.warn({ part: 'database', took_ms: 3, more: { a: [1] } }, 'It is slow.');
  expect(withoutOurColours(lines[0] ?? '')).toMatch(
    /^\d\d:\d\d:\d\d warn {2}It is slow\. part=database took_ms=3 more=\{"a":\[1\]\}\n$/,
  );
});

test('an error is followed by its stack, one line each', () => {
  const { log, lines } = captureLog({ readable: true });
  log.error({ error: new Error('broken') }, 'It broke.');
  const [first, second, third] = withoutOurColours(lines[0] ?? '').split('\n');
  expect([first?.slice(9), second]).toEqual(['error It broke.', '  Error: broken']);
  expect(third).toMatch(/^ {6}at .*readable\.test\.ts/);
});

test('the causes of an error follow it', () => {
  const { log, lines } = captureLog({ readable: true });
  log.error({ error: new Error('outer', { cause: new Error('inner') }) }, 'It broke.');
  expect(withoutOurColours(lines[0] ?? '')).toMatch(/ {2}Error: outer\n[^]*\n {2}Error: inner\n/);
});

test('nothing from outside steers the terminal or forges a line', () => {
  const steering = fc.constantFrom(
    '\n',
    '\r',
    '\t',
    '\b',
    ESCAPE,
    `${ESCAPE}[2J`,
    `${ESCAPE}]0;title\u0007`,
    '\u009b31m',
    '\u0000',
    '\u007f',
    '\u2028',
    '\u202e',
    '\u2066',
    '\r\n12:00:00 info  forged',
  );
  const text = fc.array(fc.oneof(steering, fc.string({ unit: 'binary', maxLength: 5 }))).map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      text,
      text,
      text,
      fc.constantFrom('message', 'field', 'name', 'nested', 'error'),
      (hostile, other, word, where) => {
        const { log, lines } = captureLog({ readable: true });
        const fields = {
          field: { a: hostile },
          name: { [`x${hostile}`]: other },
          nested: { a: { b: [hostile, { [`y${word}`]: other }] } },
          message: {},
          error: { error: Object.assign(new Error('e'), { stack: hostile.replaceAll('\n', ' ') }) },
        }[where];
        log.info(fields, where === 'message' ? hostile : 'x');
        const shown = withoutOurColours(lines.join(''));
        expect(shown.slice(0, -1)).not.toMatch(
          where === 'error'
            ? /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e\u2066]/
            : /[\u0000-\u001f\u007f-\u009f\u2028\u202e\u2066]/,
        );
        expect(shown.split('\n')).toHaveLength(where === 'error' ? 3 : 2);
      },
    ),
    { numRuns: 500 },
  );
});

test('every line of a forged stack is set in, so that none looks like a line of the log', () => {
  const { log, lines } = captureLog({ readable: true });
  log.error({ error: Object.assign(new Error('e'), { stack: 'Error: e\n12:00:00 info  All is well.' }) }, 'x');
  expect(
    withoutOurColours(lines[0] ?? '')
      .split('\n')
      .slice(1, -1),
  ).toEqual(['  Error: e', '  12:00:00 info  All is well.']);
});

test('where nobody wants colours there are none', () => {
  const lines: string[] = [];
  const stream = readableLines({ write: (line) => void lines.push(line) }, false);
  stream.write(
    `${JSON.stringify({ level: 'warn', time: '2026-03-04T05:06:07.000Z', message: 'careful', depth: 3 })}\n`,
  );
  expect(lines).toEqual(['05:06:07 warn  careful depth=3\n']);
});
