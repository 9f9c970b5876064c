import fc from 'fast-check';

/** Few keys, so that patches meet each other; one of them reaches into prototypes where objects have one. */
const anyKey = fc.constantFrom('a', 'b', 'c', '__proto__', '0');

const objectOf = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .uniqueArray(fc.tuple(anyKey, value), { selector: ([key]) => key, maxLength: 4 })
    .map((entries) => Object.fromEntries(entries));

const { value, object } = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, true, 0, 1, 'text'),
    tie('object'),
    fc.array(tie('value'), { maxLength: 2 }),
  ),
  object: objectOf(tie('value')),
}));

export const anyJson = value;
/** As a sender may send it. */
export const anyPatch = object;
