import fc from 'fast-check';
import { expect, test } from 'vitest';
import { USUAL_LIMITS } from '../request/limits.ts';
import { readRequest } from '../request/read-request.ts';
import { decoded, transcoded } from '../testing/sdk-request.ts';
import { fromJson } from './from-json.ts';
import { USUAL_JSON_LIMITS } from './json-size.ts';

const SPAN = {
  traceId: '5B8EFFF798038103D269B633813FC60C',
  spanId: 'EEE19B7EC3C1B174',
  name: 'a span',
  startTimeUnixNano: '1544712660000000000',
  endTimeUnixNano: '1544712661000000000',
};
const requestOf = (...spans: readonly unknown[]) => JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
const only = (more: object) => {
  const [record] = decoded(transcoded(requestOf({ ...SPAN, ...more })));
  if (record === undefined) throw new Error('no span');
  return record;
};
const valueOf = (value: unknown) => only({ attributes: [{ key: 'a', value }] }).attributesJson;
const read = (json: string) => readRequest('json', Buffer.from(json), USUAL_LIMITS);
const faultOf = (more: object) => {
  const result = read(requestOf({ ...SPAN, ...more }));
  return result.kind === 'readable' ? result.rejections[0]?.fault : result.kind;
};

test('the example of the specification is read', () => {
  const record = only({
    kind: 2,
    parentSpanId: 'EEE19B7EC3C1B173',
    attributes: [{ key: 'my.span.attr', value: { stringValue: 'some value' } }],
  });
  expect(record).toMatchObject({
    traceId: '5b8efff798038103d269b633813fc60c',
    spanId: 'eee19b7ec3c1b174',
    parentSpanId: 'eee19b7ec3c1b173',
    kind: 'server',
    start: 1_544_712_660_000_000_000n,
    duration: 1_000_000_000n,
    attributesJson: '{"my.span.attr":"some value"}',
  });
});

test.each([
  ['an integer as a string', { intValue: '9007199254740993' }, '{"a":"9007199254740993"}'],
  ['an integer as a number', { intValue: -5 }, '{"a":-5}'],
  ['a double as a number', { doubleValue: 1.5 }, '{"a":1.5}'],
  ['a double as a string', { doubleValue: '1.5' }, '{"a":1.5}'],
  ['no number', { doubleValue: 'NaN' }, '{"a":"NaN"}'],
  ['less than everything', { doubleValue: '-Infinity' }, '{"a":"-Infinity"}'],
  ['bytes', { bytesValue: '//4=' }, '{"a":{"$base64":"//4="}}'],
  ['bytes for addresses', { bytesValue: '__4' }, '{"a":{"$base64":"//4="}}'],
  ['nothing', {}, '{"a":null}'],
  ['null', null, '{"a":null}'],
  ['an empty string', { stringValue: '' }, '{"a":""}'],
  ['no', { boolValue: false }, '{"a":false}'],
  ['an array', { arrayValue: { values: [{ intValue: 1 }, { stringValue: 'x' }, {}] } }, '{"a":[1,"x",null]}'],
  ['a list', { kvlistValue: { values: [{ key: 'b', value: { boolValue: true } }] } }, '{"a":{"b":true}}'],
  ['an index of strings', { stringValueStrindex: 3 }, '{"a":null}'],
])('%s as a value', (_, value, json) => {
  expect(valueOf(value)).toBe(json);
});

test.each([
  ['a name of a kind', { kind: 'SPAN_KIND_SERVER' }],
  ['half a kind', { kind: 1.5 }],
  ['attributes that are an object', { attributes: { a: 1 } }],
  ['an attribute that is a number', { attributes: [1] }],
  ['an integer of 65 bits', { attributes: [{ key: 'a', value: { intValue: '9223372036854775808' } }] }],
  ['an integer that is none', { attributes: [{ key: 'a', value: { intValue: '1.5' } }] }],
  ['a time before time', { startTimeUnixNano: '-1' }],
  ['a time that is a word', { startTimeUnixNano: 'now' }],
  ['a name that is a number', { name: 5 }],
  ['base64 that is none', { attributes: [{ key: 'a', value: { bytesValue: '*' } }] }],
  ['a trace id that is a number', { traceId: 5 }],
])('a span with %s is rejected as malformed', (_, more) => {
  expect(faultOf(more)).toBe('malformed');
});

test.each([
  ['base64 for an id', 'trace_id', { traceId: 'W47/95gDgQPSabYzgT/GDA==' }],
  ['an empty trace id', 'trace_id', { traceId: '' }],
  ['half a byte too much', 'trace_id', { traceId: `${SPAN.traceId}0` }],
  ['no span id', 'span_id', { spanId: null }],
  ['a span id of zeros', 'span_id', { spanId: '0'.repeat(16) }],
  ['no hex', 'span_id', { spanId: 'zzzzzzzzzzzzzzzz' }],
])('a span with %s is judged as any other: %s', (_, fault, more) => {
  expect(faultOf(more)).toBe(fault);
});

test('one bad span costs one span, and the sender learns which', () => {
  const result = read(requestOf(SPAN, { ...SPAN, name: 'the bad one', kind: 'x' }, { ...SPAN, spanId: '' }, SPAN));
  expect(result).toMatchObject({
    kind: 'readable',
    accepted: 2,
    rejected: 2,
    rejections: [{ fault: 'malformed', name: 'the bad one', traceId: SPAN.traceId }, { fault: 'span_id' }],
  });
});

test('names with underscores are unknown, and unknown fields are ignored', () => {
  const span = { ...SPAN, kind: 2, span_kind: 3, start_time_unix_nano: 'x', new: { deep: [1] } };
  expect(only(span)).toMatchObject({ kind: 'server', start: 1_544_712_660_000_000_000n });
  expect(read('{"resource_spans":5,"what":{}}')).toMatchObject({ kind: 'readable', accepted: 0, rejected: 0 });
});

test('__proto__ is a word like others', () => {
  const json = `{"__proto__":{"resourceSpans":5},"resourceSpans":[{"scopeSpans":[{"spans":[{"__proto__":{"kind":"x"},${JSON.stringify(SPAN).slice(1, -1)},"attributes":[{"key":"__proto__","value":{"__proto__":{"stringValue":"x"},"intValue":1}}]}]}]}]}`;
  const [record] = decoded(transcoded(json));
  expect(record).toMatchObject({ kind: 'unspecified', attributesJson: '{"__proto__":1}' });
  expect(Object.hasOwn(Object.prototype, 'kind')).toBe(false);
});

test('half a pair of surrogates becomes U+FFFD, and is told', () => {
  const json = requestOf({ ...SPAN, attributes: [{ key: 'a', value: { stringValue: 'HERE' } }] }).replace(
    'HERE',
    String.raw`x\ud83dy\ude00\ud83d\ude00`,
  );
  const [record] = decoded(transcoded(json));
  expect(record).toMatchObject({ attributesJson: '{"a":"x\u{fffd}y\u{fffd}😀"}', oddities: ['invalid_utf8'] });
});

test('a NUL is kept, and told', () => {
  expect(only({ name: 'a\0b' })).toMatchObject({ name: 'a\0b', oddities: ['nul'] });
});

test.each([
  '',
  '[]',
  '5',
  'null',
  '"x"',
  '{',
  '{"resourceSpans":{}}',
  '{"resourceSpans":[5]}',
  '{"resourceSpans":[{"resource":{"attributes":[{"key":1}]}}]}',
])('%j is malformed', (json) => {
  expect(read(json)).toMatchObject({ kind: 'malformed' });
});

test('JSON that is no UTF-8 is malformed', () => {
  const bytes = Buffer.from(requestOf(SPAN));
  bytes[bytes.indexOf('a span')] = 0xe9;
  expect(fromJson(bytes, USUAL_JSON_LIMITS)).toMatchObject({ kind: 'malformed' });
});

test('what would become much more than it is, is refused before it is parsed', () => {
  const deep = `{"x":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
  expect(read(deep)).toEqual({ kind: 'too_large' });
  expect(fromJson(Buffer.from(`[${'[],'.repeat(100)}[]]`), { depth: 10, parts: 150 })).toEqual({ kind: 'too_large' });
  expect(fromJson(Buffer.from(`{"x":"${'[,:{'.repeat(100)}\\"[[[["}`), { depth: 2, parts: 5 }).kind).toBe('written');
});

test('values deeper than allowed cost their span, and are within what JSON may be', () => {
  const nested = (depth: number): unknown =>
    depth === 0 ? { intValue: 1 } : { kvlistValue: { values: [{ key: 'k', value: nested(depth - 1) }] } };
  expect(faultOf({ events: [{ attributes: [{ key: 'a', value: nested(65) }] }] })).toBe('too_deep');
  expect(faultOf({ events: [{ attributes: [{ key: 'a', value: nested(64) }] }] })).toBeUndefined();
});

test('any JSON gets an answer, and so does JSON that is cut off or has something else in it', () => {
  const whole = requestOf({ ...SPAN, attributes: [{ key: 'a', value: { stringValue: 'x"\\' } }] }, SPAN);
  const cut = fc.nat(whole.length).map((length) => whole.slice(0, length));
  const replaced = fc.tuple(fc.nat(), fc.json()).map(([at, json]) => {
    const parts = whole.split(/(?<=[:,[])/);
    parts[at % parts.length] = `${json},`;
    return parts.join('');
  });
  const inside = fc
    .jsonValue()
    .map((value) => requestOf(value, { ...SPAN, attributes: value }, { ...SPAN, attributes: [{ key: 'a', value }] }));
  fc.assert(
    fc.property(fc.oneof(fc.json(), cut, replaced, inside), (json) => {
      expect(['malformed', 'too_large', 'readable']).toContain(read(json).kind);
    }),
    { numRuns: 2_000 },
  );
});

test.each(['{}', '{"resourceSpans":[]}', '{"resourceSpans":[{"newField":1}]}'])('%s is nothing to warn of', (json) => {
  expect(read(json)).toMatchObject({ kind: 'readable', accepted: 0, warning: undefined });
});

test.each([
  ['{"resource_spans":[]}', '"resource_spans" was ignored: in OTLP/JSON it is written "resourceSpans".'],
  [
    '{"resourceSpans":[{"scopeSpans":[{"spans":[],"schema_url":"x"}]}]}',
    '"schema_url" was ignored: in OTLP/JSON it is written "schemaUrl".',
  ],
  ['{"resourceLogs":[]}', 'Nothing was stored: the body has no "resourceSpans".'],
])('%s is hardly what was meant, and is warned of', (json, warning) => {
  expect(read(json)).toMatchObject({ kind: 'readable', accepted: 0, warning });
});

test.each([
  ['[', 'it is no JSON in UTF-8'],
  ['"text"', 'it is no object'],
  ['{"resourceSpans":{}}', '"resourceSpans" is not what OTLP says it is'],
  ['{"resourceSpans":[{"scopeSpans":3}]}', '"scopeSpans" is not what OTLP says it is'],
])('%s is refused with why', (json, why) => {
  expect(read(json)).toEqual({ kind: 'malformed', why });
});
