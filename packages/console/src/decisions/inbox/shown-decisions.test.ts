import { expect, it } from 'vitest';
import { askedOf, isFiltered, ofStatus, readShown, wordsOf } from './shown-decisions.ts';

it('shows what waits unless the address says otherwise', () => {
  expect(readShown('')).toEqual({ status: 'pending', filters: {} });
  expect(readShown('?status=gone&priority=mild')).toEqual({ status: 'pending', filters: {} });
  expect(wordsOf(readShown('?status=pending'))).toEqual({ status: undefined });
});

it('asks for what the address says', () => {
  const shown = readShown('?status=approved&kind=refund&claimed=by_me');
  expect(isFiltered(shown)).toBe(true);
  expect(askedOf(shown)).toMatchObject({ status: 'approved', kind: 'refund', claimed: 'by_me' });
  expect(wordsOf(shown)).toEqual({ status: 'approved', kind: 'refund', claimed: 'by_me' });
});

it('looks at what was approved for how doing it stands, and leaves that out of what waits', () => {
  const shown = readShown('?execution=failed');
  expect(shown).toEqual({ status: 'approved', filters: { execution: 'failed' } });
  expect(askedOf(shown)).toMatchObject({ status: 'approved', execution: 'failed' });
  expect(ofStatus(shown, 'pending')).toEqual({ status: 'pending', filters: {} });
  expect(ofStatus(shown, 'expired').filters).toEqual({ execution: 'failed' });
});
