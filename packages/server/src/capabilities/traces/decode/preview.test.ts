import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Message } from '../dialects/gen-ai-span.ts';
import { MOST_PREVIEW, previewOfInput, previewOfOutput } from './preview.ts';

const said = (role: string, text: string): Message => ({ role, parts: [{ kind: 'text', text }] });

test('the last question of the user counts, else what was said last', () => {
  const messages = [said('user', 'One?'), said('assistant', 'One.'), said('user', ' '), said('tool', '21')];
  expect(previewOfInput(messages)).toBe('One?');
  expect(previewOfInput(messages.slice(1))).toBe('21');
  expect(previewOfInput([{ role: 'user', parts: [{ kind: 'other', value: { city: 'Basel' } }] }])).toBe(
    '{"city":"Basel"}',
  );
  expect(previewOfInput([])).toBeUndefined();
});

test('the first answer counts, else the first tool that is called', () => {
  const call = { kind: 'tool_call', call: { id: 'c', name: 'get_weather', arguments: { city: 'Basel' } } } as const;
  expect(
    previewOfOutput([{ role: 'assistant', parts: [call] }, said('assistant', 'One.'), said('assistant', 'Two.')]),
  ).toBe('One.');
  expect(previewOfOutput([{ role: 'assistant', parts: [call] }])).toBe('get_weather({"city":"Basel"})');
});

test('a line has no white space but single spaces, and parts no character', () => {
  const lineOf = (text: string): string | undefined => previewOfInput([said('user', text)]);
  expect(lineOf('\n Where\t\tis\u00a0 it \u3000now? \n')).toBe('Where is it now?');
  expect(lineOf('x'.repeat(200))).toBe('x'.repeat(160));
  expect(lineOf(`${'x'.repeat(159)}\u{1f600}`)).toBe('x'.repeat(159));
  expect(lineOf(`${'x'.repeat(158)}\u{1f600}y`)).toBe(`${'x'.repeat(158)}\u{1f600}`);
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\u2003', '\u{1f600}', 'é'), maxLength: 400 }),
      (text) => {
        const whole = text.replaceAll(/\s+/g, ' ').trim();
        const line = lineOf(text) ?? '';
        expect(line.length).toBeLessThanOrEqual(MOST_PREVIEW);
        expect(line.isWellFormed()).toBe(true);
        expect(whole.startsWith(line)).toBe(true);
        expect(line.length).toBeGreaterThanOrEqual(Math.min(whole.length, MOST_PREVIEW - 2));
      },
    ),
  );
});
