import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { descend, readTraceparent, writeTraceparent } from './traceparent.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

test('a header of the specification is read', () => {
  expect(readTraceparent(`00-${TRACE}-${SPAN}-01`)).toEqual({ traceId: TRACE, spanId: SPAN, sampled: true });
});

test.each([
  ['00', false],
  ['01', true],
  ['02', false],
  ['03', true],
  ['ff', true],
  ['fe', false],
])('flags %s: only the lowest bit says whether it is sampled', (flags, sampled) => {
  expect(readTraceparent(`00-${TRACE}-${SPAN}-${flags}`)?.sampled).toBe(sampled);
});

test.each([
  `cc-${TRACE}-${SPAN}-01`,
  `01-${TRACE}-${SPAN}-01-what-the-future-adds`,
  `fe-${TRACE}-${SPAN}-00-`,
  ` 00-${TRACE}-${SPAN}-01\t`,
])('%j is understood as far as this version goes', (header) => {
  expect(readTraceparent(header)).toMatchObject({ traceId: TRACE, spanId: SPAN });
});

describe('is not believed, so that the trace starts here', () => {
  test.each([
    undefined,
    '',
    'garbage',
    `00-${TRACE}-${SPAN}`,
    `00-${TRACE}-${SPAN}-01-more`,
    `00-${TRACE}-${SPAN}-01-`,
    `ff-${TRACE}-${SPAN}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.slice(1)}-${SPAN}-01`,
    `00-${TRACE}0-${SPAN}-01`,
    `00-${TRACE}-${SPAN.slice(1)}-01`,
    `0-${TRACE}-${SPAN}-01`,
    `00_${TRACE}_${SPAN}_01`,
    `00-${TRACE}-${SPAN}-1`,
    `00-${TRACE}-${SPAN}-0x`,
    `00-${TRACE}-${SPAN}-01,00-${TRACE}-${SPAN}-01`,
    `01-${TRACE}-${SPAN}-01.more`,
  ])('%j', (header) => {
    expect(readTraceparent(header)).toBeUndefined();
  });

  test('a header that came twice', () => {
    expect(readTraceparent([`00-${TRACE}-${SPAN}-01`, `00-${TRACE}-${SPAN}-01`])).toBeUndefined();
  });

  test('any text that is not of its form', () => {
    const nearly = fc.stringMatching(/^[0-9a-fx]{2}-[0-9a-fx]{32}-[0-9a-fx]{16}-[0-9a-fx]{2}$/);
    fc.assert(
      fc.property(
        nearly.filter((header) => header.includes('x')),
        (header) => readTraceparent(header) === undefined,
      ),
    );
    expect(readTraceparent('00')).toBeUndefined();
  });
});

test('what is written is read again', () => {
  const hex = (length: number) =>
    fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`)).filter((text) => !/^0+$/.test(text));
  fc.assert(
    fc.property(hex(32), hex(16), fc.boolean(), (traceId, spanId, sampled) => {
      expect(readTraceparent(writeTraceparent({ traceId, spanId, sampled }))).toEqual({ traceId, spanId, sampled });
    }),
  );
});

test('a place below another stays in its trace and has a span of its own', () => {
  const parent = { traceId: TRACE, spanId: SPAN, sampled: false };
  const child = descend(parent);
  expect(child).toMatchObject({ traceId: TRACE, sampled: false });
  expect(child.spanId).toMatch(/^[0-9a-f]{16}$/);
  expect(child.spanId).not.toBe(SPAN);
});

test('a trace that starts here is new and sampled', () => {
  const roots = Array.from({ length: 1000 }, () => descend(undefined));
  expect(new Set(roots.map(({ traceId }) => traceId)).size).toBe(1000);
  for (const root of roots) expect(readTraceparent(writeTraceparent(root))).toEqual(root);
});
