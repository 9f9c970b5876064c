import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergePatch } from './merge-patch.ts';
import { anyJson, anyPatch } from './testing/any-patch.ts';

/** Appendix A of RFC 7396. */
const EXAMPLES: readonly (readonly [original: unknown, patch: unknown, result: unknown])[] = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

test.each(EXAMPLES)('%j patched with %j is %j', (original, patch, result) => {
  expect(mergePatch(original, patch)).toEqual(result);
});

test('the example of section 3 comes out as the RFC has it', () => {
  const document = {
    title: 'Goodbye!',
    author: { givenName: 'John', familyName: 'Doe' },
    tags: ['example', 'sample'],
    content: 'This will be unchanged',
  };
  const patch = { title: 'Hello!', phoneNumber: '+01-123-456-7890', author: { familyName: null }, tags: ['example'] };
  expect(mergePatch(document, patch)).toEqual({
    title: 'Hello!',
    author: { givenName: 'John' },
    tags: ['example'],
    content: 'This will be unchanged',
    phoneNumber: '+01-123-456-7890',
  });
});

test('a key that would reach into prototypes is a key', () => {
  const patch: unknown = JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": 1}}}');
  const patched = mergePatch({ a: 1 }, patch) as Record<string, unknown>;
  expect(JSON.parse(JSON.stringify(patched))).toEqual({
    a: 1,
    ...JSON.parse(JSON.stringify({ constructor: { prototype: { polluted: 1 } } })),
    ['__proto__']: { polluted: true },
  });
  expect({}).not.toHaveProperty('polluted');
  expect(JSON.stringify(mergePatch(patched, JSON.parse('{"__proto__": null, "constructor": null}')))).toBe('{"a":1}');
});

test('neither target nor patch is changed, however they are patched on', () => {
  fc.assert(
    fc.property(anyJson, anyPatch, anyPatch, (target, patch, next) => {
      const before = JSON.stringify([target, patch]);
      mergePatch(mergePatch(target, patch), next);
      expect(JSON.stringify([target, patch])).toBe(before);
    }),
  );
});

test('a patch that comes twice in a row does what it does once', () => {
  fc.assert(
    fc.property(anyJson, anyPatch, (target, patch) => {
      const once = mergePatch(target, patch);
      expect(mergePatch(once, patch)).toEqual(once);
    }),
  );
});
