import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMessages } from '../dialects/read-messages.ts';
import { previewOfInput, previewOfOutput } from './preview.ts';
import { shortText } from './short-text.ts';

const shortOf = (text: string, side: 'first' | 'last'): string => {
  // with something else around it, as in a request
  const bytes = Buffer.from(`"]}${text}"[{`);
  return shortText(bytes, 3, bytes.length - 3, side);
};

const LONG = 'Where is it "now"? \\ '.repeat(100);

test('short text is taken whole, and long text that is no JSON is cut where a character ends', () => {
  expect(shortOf('Where?', 'last')).toBe('Where?');
  const cut = shortOf('é'.repeat(3_000), 'last');
  expect(cut).toMatch(/^é+$/);
  expect(cut.length).toBe(512);
  expect(shortOf(`x${'é'.repeat(3_000)}`, 'last')).toMatch(/^xé+$/);
});

test('of a long conversation the last question and what came last are kept', () => {
  const messages = [
    { role: 'system', content: LONG },
    ...Array.from({ length: 50 }, (_, at) => ({ role: at % 2 === 0 ? 'user' : 'assistant', content: `${at} ${LONG}` })),
    { role: 'assistant', tool_calls: [{ id: 'c', function: { name: 'f', arguments: '{}' } }] },
  ];
  const short = JSON.parse(shortOf(JSON.stringify(messages), 'last')) as { role: string; content: string }[];
  expect(short.map(({ role }) => role)).toEqual(['user', 'assistant']);
  expect(short[0]?.content).toMatch(/^48 Where is it "now"\?/);
});

test('of a list in an object the same is kept, and other members as they are', () => {
  const asked = {
    model: 'm',
    messages: [
      { role: 'user', content: LONG },
      { role: 'user', content: 'Now?' },
    ],
    tools: [1],
  };
  expect(JSON.parse(shortOf(JSON.stringify(asked), 'last'))).toEqual({
    model: 'm',
    messages: [{ role: 'user', content: 'Now?' }],
    tools: [1],
  });
});

test('what only looks like JSON is cut as text', () => {
  for (const text of [`[${LONG}`, `{${LONG}`, `[{"role":"user","content":"${'x'.repeat(5_000)}`, `"${LONG}`]) {
    expect(shortOf(text, 'last').length).toBeLessThanOrEqual(2_048);
    expect(shortOf(text, 'first').length).toBeLessThanOrEqual(2_048);
  }
});

test.each([
  ['brackets', '['.repeat(8_000_000)],
  ['empty strings', `[${'"",'.repeat(2_000_000)}""]`],
  ['backslashes', `["${'\\\\'.repeat(4_000_000)}"]`],
  ['one string', `[{"role":"user","content":"${'x'.repeat(8_000_000)}"}]`],
  ['no quotes', `{"a":${'1'.repeat(8_000_000)}}`],
])('8 MB of %s cost next to nothing', (_what, text) => {
  const bytes = Buffer.from(text);
  const before = process.cpuUsage();
  for (const side of ['first', 'last'] as const) {
    expect(shortText(bytes, 0, bytes.length, side).length).toBeLessThanOrEqual(2_048);
  }
  expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
});

const said = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '"',
    '\\',
    '\\"',
    '\u{1f600}'.repeat(700),
    '\n'.repeat(1_500),
    '{"role":"user"}',
    '[',
    'x'.repeat(3_000),
  ),
);
const content = fc.oneof(
  said,
  fc.array(fc.record({ type: fc.constant('text'), text: said }), { minLength: 1, maxLength: 3 }),
);
const message = fc.record({ role: fc.constantFrom('user', 'assistant', 'system', 'tool'), content });

test('the line that is read from what was cut short is the one of the whole', () => {
  fc.assert(
    fc.property(
      fc.array(message, { minLength: 1, maxLength: 30 }).filter((list) => list.some(isAsked)),
      fc.integer({ min: 0, max: 2 }),
      (messages, spaces) => {
        const text = JSON.stringify(messages, undefined, spaces);
        const [short, whole] = [readMessages(shortOf(text, 'last'), 'user'), readMessages(text, 'user')];
        expect(previewOfInput(short)).toBe(previewOfInput(whole));
      },
    ),
    { numRuns: 500 },
  );
});

/** Somebody asked in plain words, last of all users: where the last one said nothing, earlier ones are not looked for. */
const isAsked = ({ role, content: of }: { role: string; content: unknown }, index: number, list: unknown[]): boolean =>
  role === 'user' &&
  typeof of === 'string' &&
  /[^\s\p{Cc}]/u.test(of) &&
  of.length < 1_000 &&
  !list.slice(index + 1).some((later) => (later as { role: string }).role === 'user');

test('any bytes get an answer', () => {
  const piece = fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    '"',
    '\\',
    ',',
    ':',
    '"role"',
    '"user"',
    'x'.repeat(700),
    ' ',
    '"messages":[',
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 3, maxLength: 60 }), (pieces) => {
      for (const side of ['first', 'last'] as const) {
        const short = shortOf(pieces.join(''), side);
        expect(previewOfOutput(readMessages(short, 'assistant'))?.length ?? 0).toBeLessThanOrEqual(160);
      }
    }),
    { numRuns: 2_000 },
  );
});
