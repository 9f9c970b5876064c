import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeRequest } from '../records/decode-request.ts';
import type { ProtobufWriter } from '../protobuf/writer.ts';
import { attributeOf, messageOf, nestedValue, requestOf, SPAN_ID, spanOf, TRACE_ID } from '../testing/a-request.ts';
import { USUAL_LIMITS } from './limits.ts';
import { scanRequest } from './scan-request.ts';

const LIMITS = { ...USUAL_LIMITS, spanBytes: 100_000, entries: 10_000 };
const scan = (bytes: Buffer) => scanRequest(bytes, LIMITS);
const faultOf = (span: Buffer) => {
  const result = scan(requestOf(span));
  return result.kind === 'readable' ? result.rejections[0]?.fault : result.kind;
};
const manyOf = (writer: ProtobufWriter, field: number, each = ''): void => {
  for (let count = 0; count <= LIMITS.entries; count += 1) writer.bytes(field, Buffer.from(each, 'hex'));
};
const countDecoded = (bytes: Buffer): number => {
  let spans = 0;
  decodeRequest(bytes, LIMITS, () => (spans += 1));
  return spans;
};

test('how many spans were rejected is told by what was wrong with them', () => {
  const noSpanId = messageOf((span) => span.bytes(1, TRACE_ID));
  const found = scan(
    requestOf(
      spanOf(),
      noSpanId,
      noSpanId,
      spanOf((span) => span.bytes(1, Buffer.alloc(16))),
    ),
  );
  expect(found).toMatchObject({
    rejected: 3,
    faults: new Map([
      ['span_id', 2],
      ['trace_id', 1],
    ]),
  });
});

test('nothing is a request without spans', () => {
  expect(scan(Buffer.alloc(0))).toEqual({
    kind: 'readable',
    spans: 0,
    accepted: [],
    rejected: 0,
    rejections: [],
    faults: new Map(),
  });
});

test.each([
  ['no trace id', 'trace_id', messageOf((span) => span.bytes(2, SPAN_ID))],
  ['a trace id of 15 bytes', 'trace_id', spanOf((span) => span.bytes(1, TRACE_ID.subarray(1)))],
  ['a trace id of zeros', 'trace_id', spanOf((span) => span.bytes(1, Buffer.alloc(16)))],
  ['no span id', 'span_id', messageOf((span) => span.bytes(1, TRACE_ID))],
  ['a span id of 16 bytes', 'span_id', spanOf((span) => span.bytes(2, TRACE_ID))],
  ['a span id of zeros', 'span_id', spanOf((span) => span.bytes(2, Buffer.alloc(8)))],
  ['more bytes than allowed', 'too_large', spanOf((span) => span.string(5, 'x'.repeat(100_000)))],
  ['lists 65 deep', 'too_deep', spanOf((span) => span.bytes(9, attributeOf('deep', nestedValue(65))))],
  ['lists 10,000 deep', 'too_deep', spanOf((span) => span.bytes(9, attributeOf('deep', nestedValue(10_000))))],
  [
    'lists 70 deep in an event',
    'too_deep',
    spanOf((span) =>
      span.bytes(
        11,
        messageOf((event) => event.bytes(3, attributeOf('deep', nestedValue(70)))),
      ),
    ),
  ],
  ['10,001 events of nothing', 'too_many', spanOf((span) => manyOf(span, 11))],
  ['10,001 attributes of nothing', 'too_many', spanOf((span) => manyOf(span, 9))],
  [
    '10,001 lists in a list',
    'too_many',
    spanOf((span) =>
      span.bytes(
        9,
        attributeOf(
          'a',
          messageOf((value) =>
            value.bytes(
              5,
              messageOf((list) => manyOf(list, 1, '2a00')),
            ),
          ),
        ),
      ),
    ),
  ],
  ['a name that is a number', 'malformed', spanOf((span) => span.varint(5, 1))],
  ['a time that is a varint', 'malformed', spanOf((span) => span.varint(7, 1))],
  ['a group', 'malformed', spanOf((span) => span.bytes(9, Buffer.from('0b0c', 'hex')))],
  ['an attribute that is cut off', 'malformed', spanOf((span) => span.bytes(9, Buffer.from('0a05aa', 'hex')))],
  [
    'a value that is cut off',
    'malformed',
    spanOf((span) => span.bytes(9, attributeOf('a', Buffer.from('0a05aa', 'hex')))),
  ],
])('a span with %s is rejected: %s', (_, fault, span) => {
  expect(faultOf(span)).toBe(fault);
});

test('what is allowed at most is accepted', () => {
  expect(faultOf(spanOf((span) => span.bytes(9, attributeOf('deep', nestedValue(64)))))).toBeUndefined();
});

test('fields that nobody knows yet are passed over, an index of strings too', () => {
  const span = spanOf((writer) => {
    writer.string(99, 'new');
    writer.fixed32(1_000, 1);
    writer.bytes(
      9,
      messageOf((entry) => entry.varint(3, 7)),
    );
    writer.bytes(
      9,
      attributeOf(
        'a',
        messageOf((value) => value.varint(8, 3)),
      ),
    );
  });
  expect(faultOf(span)).toBeUndefined();
});

test('one bad span costs one span, and the sender learns which', () => {
  const spans = Array.from({ length: 100 }, (_, index) =>
    index === 41
      ? messageOf((span) => {
          span.string(5, 'the bad one');
          span.bytes(1, TRACE_ID);
        })
      : spanOf(),
  );
  const bytes = requestOf(...spans);
  const result = scan(bytes);
  expect(result).toMatchObject({
    kind: 'readable',
    spans: 100,
    rejected: 1,
    rejections: [{ fault: 'span_id', name: 'the bad one', traceId: 'ab'.repeat(16), spanId: '' }],
  });
  expect(countDecoded(bytes)).toBe(99);
});

test('the places of accepted spans are theirs', () => {
  const [one, other] = [spanOf(), spanOf((span) => span.string(3, 'a=b'))];
  const bytes = requestOf(one, Buffer.from('ff', 'hex'), other);
  const result = scan(bytes);
  const [from, to, from2, to2] = result.kind === 'readable' ? result.accepted : [];
  expect(bytes.subarray(from, to)).toEqual(one);
  expect(bytes.subarray(from2, to2)).toEqual(other);
});

test.each([
  [
    'a resource that cannot be read',
    messageOf((request) =>
      request.bytes(
        1,
        messageOf((spans) => {
          spans.bytes(1, Buffer.from('0b', 'hex'));
          spans.bytes(
            2,
            messageOf((scope) => scope.bytes(2, spanOf())),
          );
        }),
      ),
    ),
  ],
  [
    'a scope whose name is a number',
    messageOf((request) =>
      request.bytes(
        1,
        messageOf((spans) =>
          spans.bytes(
            2,
            messageOf((scope) => {
              scope.bytes(2, spanOf());
              scope.bytes(1, Buffer.from('0801', 'hex'));
            }),
          ),
        ),
      ),
    ),
  ],
  ['resource spans that are a number', messageOf((request) => request.varint(1, 1))],
  ['a group around', Buffer.from('0b0c', 'hex')],
])('%s makes the request malformed', (_, bytes) => {
  expect(scan(bytes)).toMatchObject({ kind: 'malformed' });
  expect(decodeRequest(bytes, LIMITS, () => {})).toBe(false);
});

test('more spans than allowed are refused before they are looked at', () => {
  const bytes = requestOf(...Array.from({ length: 6 }, () => spanOf()));
  expect(scanRequest(bytes, { ...LIMITS, spans: 5 })).toEqual({ kind: 'too_many_spans' });
  expect(scanRequest(bytes, { ...LIMITS, spans: 6 }).kind).toBe('readable');
});

test('wherever a request is cut off, it is malformed, unless nothing is left', () => {
  const bytes = requestOf(
    spanOf((span) => span.bytes(9, attributeOf('deep', nestedValue(3)))),
    spanOf(),
  );
  for (let length = 1; length < bytes.length; length += 1)
    expect(scan(bytes.subarray(0, length)).kind).toBe('malformed');
});

test('wherever a span is cut off, it alone is rejected', () => {
  const span = spanOf((writer) => {
    writer.bytes(9, attributeOf('deep', nestedValue(3)));
    writer.bytes(
      15,
      messageOf((status) => status.string(2, 'why')),
    );
  });
  for (let length = 0; length < span.length; length += 1) {
    const bytes = requestOf(spanOf(), span.subarray(0, length), spanOf());
    const result = scan(bytes);
    expect(result.kind).toBe('readable');
    // cut between two fields it may still be one
    expect(countDecoded(bytes)).toBe(result.kind === 'readable' ? result.accepted.length / 2 : -1);
  }
});

test('any bytes get an answer, and as many spans are decoded as were accepted', () => {
  const soup = fc.uint8Array({ maxLength: 120 }).map((bytes) => Buffer.from(bytes));
  const hidden = soup.map((bytes) =>
    requestOf(
      spanOf((span) => span.bytes(9, bytes)),
      bytes,
    ),
  );
  const bent = fc.tuple(fc.nat(), fc.nat(255)).map(([at, byte]) => {
    const bytes = requestOf(
      spanOf((span) => span.bytes(9, attributeOf('deep', nestedValue(2)))),
      spanOf(),
    );
    bytes[at % bytes.length] = byte;
    return bytes;
  });
  fc.assert(
    fc.property(fc.oneof(soup, hidden, bent), (bytes) => {
      const result = scan(bytes);
      if (result.kind === 'readable') expect(countDecoded(bytes)).toBe(result.accepted.length / 2);
      else expect(decodeRequest(bytes, LIMITS, () => {})).toBe(false);
    }),
    { numRuns: 3_000 },
  );
});

test('a list of lists costs what its bytes cost, however its keys repeat', () => {
  // at every level 30 keys, one of them twice: whoever began anew at each would never come to an end
  let value = messageOf((writer) => writer.varint(3, 1));
  for (let level = 0; level < 60; level += 1) {
    const inner = value;
    value = messageOf((writer) =>
      writer.bytes(
        6,
        messageOf((list) => {
          list.bytes(1, attributeOf('again', inner));
          for (let key = 0; key < 30; key += 1)
            list.bytes(
              1,
              attributeOf(
                `k${key}`,
                messageOf((one) => one.varint(3, key)),
              ),
            );
          list.bytes(
            1,
            attributeOf(
              'k7',
              messageOf((one) => one.varint(3, 77)),
            ),
          );
        }),
      ),
    );
  }
  expect(countDecoded(requestOf(spanOf((span) => span.bytes(9, attributeOf('tree', value)))))).toBe(1);
});

test('a resource with more attributes than anybody can read makes the request malformed', () => {
  const resource = messageOf((writer) => manyOf(writer, 1));
  const request = messageOf((writer) =>
    writer.bytes(
      1,
      messageOf((one) => one.bytes(1, resource)),
    ),
  );
  expect(scan(request).kind).toBe('malformed');
});
