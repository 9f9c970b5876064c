import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharedText } from './shared-texts.ts';

test('text is what its bytes say, whatever was read before', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.uint8Array({ maxLength: 4 }), fc.constant(Buffer.from('gpt-5')))), (pieces) => {
      for (const piece of pieces) {
        const bytes = Buffer.concat([Buffer.from('a'), piece, Buffer.from('b')]);
        expect(sharedText(bytes, 1, bytes.length - 1)).toBe(Buffer.from(piece).toString('utf8'));
      }
    }),
  );
});
