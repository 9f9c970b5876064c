import { expect, test } from 'vitest';
import { attributeOf, messageOf, nestedValue, requestOf, spanOf, TRACE_ID } from '../testing/a-request.ts';
import { decoded } from '../testing/sdk-request.ts';
import type { ProtobufWriter } from '../protobuf/writer.ts';

const only = (write: (span: ProtobufWriter) => void) => {
  const [record] = decoded(requestOf(spanOf(write)));
  if (record === undefined) throw new Error('no span');
  return record;
};
const attribute = (write: (value: ProtobufWriter) => void): string =>
  only((span) => span.bytes(9, attributeOf('a', messageOf(write)))).attributesJson;

test('a span without an end is open, one that ends before it starts takes no time and says so', () => {
  expect(only((span) => span.fixed64(8, 0n))).toMatchObject({ end: undefined, duration: undefined, oddities: [] });
  expect(only((span) => span.fixed64(8, 999n))).toMatchObject({
    end: 999n,
    duration: 0n,
    oddities: ['end_before_start'],
  });
  expect(only(() => {})).toMatchObject({ start: 1_000n, end: 3_000n, duration: 2_000n });
  expect(only((span) => span.fixed64(7, 0n)).oddities).toEqual(['no_start']);
});

test('a parent of zeros is none, one of another length is none and told', () => {
  expect(only((span) => span.bytes(4, Buffer.alloc(8))).parentSpanId).toBeUndefined();
  expect(only((span) => span.bytes(4, TRACE_ID))).toMatchObject({ parentSpanId: undefined, oddities: ['bad_parent'] });
  expect(only((span) => span.bytes(4, Buffer.alloc(8, 1))).parentSpanId).toBe('01'.repeat(8));
});

test('a kind or status that nobody knows yet is told', () => {
  expect(only((span) => span.varint(6, 9))).toMatchObject({ kind: 'unspecified', oddities: ['unknown_kind'] });
  expect(
    only((span) =>
      span.bytes(
        15,
        messageOf((status) => status.varint(3, -1)),
      ),
    ),
  ).toMatchObject({
    status: 'unset',
    oddities: ['unknown_status'],
  });
});

test.each<[string, (value: ProtobufWriter) => void, string]>([
  ['the largest exact integer', (value) => value.varint(3, 2n ** 53n - 1n), '{"a":9007199254740991}'],
  ['an integer beyond it', (value) => value.varint(3, 2n ** 53n), '{"a":"9007199254740992"}'],
  ['the least integer', (value) => value.varint(3, -(2n ** 63n)), '{"a":"-9223372036854775808"}'],
  ['minus one', (value) => value.varint(3, -1), '{"a":-1}'],
  ['no number', (value) => value.double(4, Number.NaN), '{"a":"NaN"}'],
  ['infinity', (value) => value.double(4, -Infinity), '{"a":"-Infinity"}'],
  ['minus zero', (value) => value.double(4, -0), '{"a":-0}'],
  ['a large double', (value) => value.double(4, 1e21), '{"a":1e+21}'],
  ['bytes', (value) => value.bytes(7, Buffer.from('fffe', 'hex')), '{"a":{"$base64":"//4="}}'],
  ['yes', (value) => value.varint(2, 1), '{"a":true}'],
  ['nothing', () => {}, '{"a":null}'],
  ['an empty string', (value) => value.string(1, ''), '{"a":""}'],
  ['an empty array', (value) => value.bytes(5, Buffer.alloc(0)), '{"a":[]}'],
  ['an empty list', (value) => value.bytes(6, Buffer.alloc(0)), '{"a":{}}'],
  [
    'the last of several',
    (value) => {
      value.string(1, 'x');
      value.varint(3, 5);
    },
    '{"a":5}',
  ],
])('%s as a value', (_, write, json) => {
  expect(attribute(write)).toBe(json);
});

test('every character below the space, quotes and backslashes survive, in short text and in long', () => {
  const odd = `${Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code)).join('')}"\\/äß😀\u2028\u{fffd}`;
  for (const text of [odd, odd.repeat(40)]) {
    const record = only((span) =>
      span.bytes(
        9,
        attributeOf(
          text,
          messageOf((value) => value.string(1, text)),
        ),
      ),
    );
    expect(JSON.parse(record.attributesJson)).toEqual({ [text]: text });
    expect(record.oddities).toEqual(['nul']);
  }
});

test('bytes that are no UTF-8 are replaced and told, in short text and in long', () => {
  for (const tail of ['', 'x'.repeat(1_000)]) {
    const bytes = Buffer.concat([Buffer.from('caf'), Buffer.of(0xe9), Buffer.from(tail)]);
    const record = only((span) =>
      span.bytes(
        9,
        attributeOf(
          'a',
          messageOf((value) => value.bytes(1, bytes)),
        ),
      ),
    );
    expect(JSON.parse(record.attributesJson)).toEqual({ a: `caf\u{fffd}${tail}` });
    expect(record.oddities).toEqual(['invalid_utf8']);
  }
  expect(only((span) => span.bytes(5, Buffer.of(0xe9)))).toMatchObject({
    name: '\u{fffd}',
    oddities: ['invalid_utf8'],
  });
});

test('text that is replaced already is no oddity', () => {
  expect(only((span) => span.string(5, '\u{fffd}')).oddities).toEqual([]);
});

test('of equal keys the last counts, in few and in many, and it is told', () => {
  const number = (count: number) => messageOf((value) => value.varint(3, count));
  for (const more of [0, 100]) {
    const record = only((span) => {
      span.bytes(9, attributeOf('a', number(1)));
      span.bytes(9, attributeOf('b', number(2)));
      for (let index = 0; index < more; index += 1) span.bytes(9, attributeOf(`k${index}`, number(index)));
      span.bytes(9, attributeOf('a', number(3)));
    });
    expect(record.attributesJson).toMatch(/^\{"b":2,.*"a":3\}$/);
    expect(record.oddities).toEqual(['duplicate_keys']);
  }
});

test('an oddity of one span is not told of the next', () => {
  const [odd, plain] = decoded(
    requestOf(
      spanOf((span) => span.string(5, '\0')),
      spanOf(),
    ),
  );
  expect(odd?.oddities).toEqual(['nul']);
  expect(plain?.oddities).toEqual([]);
});

test('a key called __proto__ is a key', () => {
  const record = only((span) =>
    span.bytes(
      9,
      attributeOf(
        '__proto__',
        messageOf((value) => value.bytes(6, Buffer.alloc(0))),
      ),
    ),
  );
  expect(record.attributesJson).toBe('{"__proto__":{}}');
});

test('an index into a table of strings means nothing in a span, and is told', () => {
  const record = only((span) =>
    span.bytes(
      9,
      attributeOf(
        'a',
        messageOf((value) => value.varint(8, 3)),
      ),
    ),
  );
  expect(record).toMatchObject({ attributesJson: '{"a":null}', oddities: ['string_index'] });
});

test('values as deep as allowed are decoded', () => {
  const record = only((span) => span.bytes(9, attributeOf('a', nestedValue(64))));
  expect(record.attributesJson).toBe(`{"a":${'['.repeat(64)}"at the bottom"${']'.repeat(64)}}`);
});

test('the digest is that of the span alone, and differs when anything in it does', () => {
  const [one, again, other] = decoded(
    requestOf(
      spanOf(),
      spanOf(),
      spanOf((span) => span.varint(6, 1)),
    ),
  );
  expect(one?.digest).toBeTypeOf('bigint');
  expect(again?.digest).toBe(one?.digest);
  expect(other?.digest).not.toBe(one?.digest);
});

test('a resource and a scope behind their spans belong to them, and to no others', () => {
  const resourceSpans = (name: string) =>
    messageOf((spans) => {
      spans.bytes(
        2,
        messageOf((scope) => {
          scope.bytes(2, spanOf());
          scope.bytes(
            1,
            messageOf((it) => it.string(1, `scope ${name}`)),
          );
        }),
      );
      spans.bytes(
        2,
        messageOf((scope) => scope.bytes(2, spanOf())),
      );
      spans.bytes(
        1,
        messageOf((it) =>
          it.bytes(
            1,
            attributeOf(
              'name',
              messageOf((value) => value.string(1, name)),
            ),
          ),
        ),
      );
      spans.string(3, `https://${name}`);
    });
  const records = decoded(
    messageOf((request) => {
      request.bytes(1, resourceSpans('a'));
      request.bytes(1, resourceSpans('b'));
    }),
  );
  expect(
    records.map(({ resourceJson, scopeJson }) => [
      JSON.parse(resourceJson),
      (JSON.parse(scopeJson) as { name: string }).name,
    ]),
  ).toEqual(
    ['a', 'a', 'b', 'b'].map((name, index) => [
      { attributes: { name }, schema_url: `https://${name}` },
      index % 2 === 0 ? `scope ${name}` : '',
    ]),
  );
});
