import { expect, it } from 'vitest';
import { marksOf } from './marks.ts';

it('marks are kept in the form that they have, and nothing else is sent back', () => {
  const date = 'Sun, 22 Nov 2026 10:00:00 GMT';
  expect(marksOf({ etag: 'W/"a-b"', 'last-modified': date })).toEqual({ etag: 'W/"a-b"', lastModified: date });
  for (const etag of ['a', '"a', '"a\r\nb"', '"\u00e4"', `"${'x'.repeat(501)}"`])
    expect(marksOf({ etag })).toEqual({ etag: null, lastModified: null });
  expect(marksOf({ 'last-modified': 'yesterday evening' })).toEqual({ etag: null, lastModified: null });
});
