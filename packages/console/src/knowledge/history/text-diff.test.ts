import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textDiff } from './text-diff.ts';

const sideOf = (parts: ReturnType<typeof textDiff>, side: 'gone' | 'new'): string =>
  parts
    .filter(({ kind }) => kind === 'same' || kind === side)
    .map(({ text }) => text)
    .join('');

it('tells what became of a word', () => {
  expect(textDiff('Within 30 days, by form.', 'Within 14 days, by form.')).toEqual([
    { kind: 'same', text: 'Within ' },
    { kind: 'gone', text: '30' },
    { kind: 'new', text: '14' },
    { kind: 'same', text: ' days, by form.' },
  ]);
});

it('tells a row of changed words as one', () => {
  expect(textDiff('How do I send it?', 'How does one send it?')).toEqual([
    { kind: 'same', text: 'How ' },
    { kind: 'gone', text: 'do I' },
    { kind: 'new', text: 'does one' },
    { kind: 'same', text: ' send it?' },
  ]);
});

it('shows a text that is another as a whole, whatever single words both have', () => {
  const [before, after] = [
    'Within 14 days, by post.',
    'You have **30 days**. Paid by card? Then it is quick. See the terms.',
  ];
  expect(textDiff(before, after)).toEqual([
    { kind: 'gone', text: before },
    { kind: 'new', text: after },
  ]);
});

it('has nothing to tell of what is the same', () => {
  expect(textDiff('a b', 'a b')).toEqual([{ kind: 'same', text: 'a b' }]);
  expect(textDiff('', '')).toEqual([]);
});

it('shows very long texts as a whole instead of taking minutes', () => {
  const long = (word: string): string => Array.from({ length: 25_000 }, (_, index) => `${word}${index}`).join(' ');
  const begun = performance.now();
  const parts = textDiff(long('a'), long('b'));
  expect(parts.map(({ kind }) => kind)).toEqual(['gone', 'new']);
  expect(performance.now() - begun).toBeLessThan(2_000);
});

it('loses nothing of either text', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '\n', '.', 'ä', '🙂', '中'), { maxLength: 40 });
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      const parts = textDiff(a.join(''), b.join(''));
      expect(sideOf(parts, 'gone')).toBe(a.join(''));
      expect(sideOf(parts, 'new')).toBe(b.join(''));
    }),
  );
});
