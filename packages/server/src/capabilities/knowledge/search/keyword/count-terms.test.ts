import { expect, test } from 'vitest';
import { createTermCounter, type FieldTexts } from './count-terms.ts';

const numbered = () => {
  const numbers = new Map<string, number>();
  const counter = createTermCounter((term) => {
    const number = numbers.get(term) ?? numbers.size;
    numbers.set(term, number);
    return number;
  });
  const count = (text: FieldTexts) => {
    const times = new Map<number, number>();
    const lengths = counter.count(text, (number, cell) => void times.set(number, cell));
    const of = (term: string) => {
      const cell = times.get(numbers.get(term) ?? -1) ?? 0;
      return { asked: cell >>> 6, answered: cell & 63 };
    };
    return { of, lengths, terms: times.size };
  };
  return count;
};

test('a term counts as often as the phrasing has it that has it most, three times at most, and apart from the answer', () => {
  const count = numbered();
  const { of, lengths, terms } = count({
    asked: ['key key door', 'key key key key', 'door'],
    answer: 'door lamp lamp',
  });
  expect(of('kei')).toEqual({ asked: 3, answered: 0 });
  expect(of('door')).toEqual({ asked: 1, answered: 1 });
  expect(of('lamp')).toEqual({ asked: 0, answered: 2 });
  expect(terms).toBe(3);
  expect(lengths).toEqual({ lengthAsked: 3, lengthAnswer: 1 });
});

test('an answer says a term no more often than six bits tell', () => {
  const { of } = numbered()({ asked: ['lamp'], answer: 'lamp '.repeat(100) });
  expect(of('lamp')).toEqual({ asked: 1, answered: 63 });
});

test('what one pair has is not counted for the next, also when there are more terms than there was room for', () => {
  const count = numbered();
  const many = Array.from({ length: 3_000 }, (_, at) => `w${at}`).join(' ');
  expect(count({ asked: [many], answer: many }).terms).toBe(3_000);
  const { of, terms } = count({ asked: ['w1'], answer: '' });
  expect(terms).toBe(1);
  expect(of('w1')).toEqual({ asked: 1, answered: 0 });
});
