import { expect, test } from 'vitest';
import { fillPath } from './path.ts';

test('a path of a contract is filled with what was parsed from the request', () => {
  expect(fillPath('/notes', undefined)).toBe('/notes');
  expect(fillPath('/notes/{note_id}/lines/{line}', { note_id: 'a/b', line: 7 })).toBe('/notes/a%2Fb/lines/7');
});
