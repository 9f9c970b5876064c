import { expect, it } from 'vitest';
import { actionWords, actorWords, factText, placeWords } from './audit-words.ts';

it('says what is written down in words, and keeps what it does not know', () => {
  expect(actionWords('key.rotated')).toBe('An API key was replaced by a new one.');
  expect(actionWords('moon.landed')).toBe('moon.landed');
  expect(actionWords('toString')).toBe('toString');
});

it('names who did it', () => {
  expect(actorWords({ kind: 'member', id: null, name: 'Ada' })).toBe('Ada');
  expect(actorWords({ kind: 'key', id: null, name: 'importer' })).toBe('the key importer');
  expect(actorWords({ kind: 'system', id: null, name: null })).toBe('Holdfast itself');
});

it('says from where as far as that was not erased', () => {
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
  expect(placeWords({ personal: { address: '192.0.2.7', agent } })).toBe('from 192.0.2.7, by Firefox on Linux');
  expect(placeWords({ personal: { address: '192.0.2.7', agent: null } })).toBe('from 192.0.2.7');
  expect(placeWords({ personal: { address: null, agent: null } })).toBeUndefined();
  expect(placeWords({ personal: null })).toBeUndefined();
});

it('shows facts as text', () => {
  expect(factText('admin')).toBe('admin');
  expect(factText(['work:read', 'audit:read'])).toBe('work:read, audit:read');
  expect(factText(null)).toBe('null');
  expect(factText({ a: 1 })).toBe('{"a":1}');
});
