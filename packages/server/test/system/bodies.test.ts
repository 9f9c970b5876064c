import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ask, fieldsOf } from '../ground/ask.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const ECHO = 'POST /api/v1/probe/echo';
const NOTES = 'POST /api/v1/probe/notes';

const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));

describe('is no JSON and answers 400', () => {
  test.each([
    '{',
    '',
    ' ',
    '{"text":"a",}',
    "{'text':'a'}",
    '{"text":"a"} x',
    '{"text":"a"}{"text":"b"}',
    '{"text":"\n"}',
    '{"text":NaN}',
    '{"text":"\\x41"}',
    '// c\n{"text":"a"}',
    '\u0000',
    '"\\ud800',
  ])('%j', async (raw) => {
    const answer = await ask(system, ECHO, { raw });
    if (raw === '') expect([answer.status, fieldsOf(answer)]).toEqual([422, ['/body required']]);
    else expect(answer).toMatchObject({ status: 400, body: { code: 'malformed' } });
  });
});

describe('is no UTF-8 and answers 400, for it would silently become something else', () => {
  test.each([
    ['a lone continuation', bytes('{"text":"', [0x80], '"}')],
    ['Latin-1', bytes('{"text":"', [0xe9], '"}')],
    ['an overlong slash', bytes('{"text":"', [0xc0, 0xaf], '"}')],
    ['an encoded surrogate', bytes('{"text":"', [0xed, 0xa0, 0x80], '"}')],
    ['a cut end', bytes('{"text":"', [0xf0, 0x9f, 0x98], '"}')],
    ['beyond Unicode', bytes('{"text":"', [0xf4, 0x90, 0x80, 0x80], '"}')],
    ['UTF-16', new Uint8Array(Buffer.from('\ufeff{"text":"a"}', 'utf16le'))],
  ])('%s', async (_what, raw) => {
    expect(await ask(system, ECHO, { raw })).toMatchObject({
      status: 400,
      body: { code: 'malformed', detail: 'The body is not UTF-8.' },
    });
  });
});

test.each(['a\\u0000b', '\\ud800', '\\udc00x', 'x\\ud83d'])(
  '"%s" is JSON and no text, and answers 422 at its field',
  async (escaped) => {
    const answer = await ask(system, ECHO, { raw: `{"text":"${escaped}"}` });
    expect([answer.status, answer.body]).toMatchObject([
      422,
      { errors: [{ pointer: '/body/text', detail: 'must be well-formed Unicode without NUL characters' }] },
    ]);
  },
);

test('any text that can be stored comes back as it was sent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
      const answer = await ask(system, ECHO, { json: { text } });
      const storable = text.isWellFormed() && !text.includes('\u0000');
      expect([answer.status, storable ? answer.body : 'refused']).toEqual(
        storable ? [200, { text }] : [422, 'refused'],
      );
    }),
    { numRuns: 200 },
  );
});

test('no body of any shape is ever a mistake of ours', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(ECHO, NOTES, 'POST /api/v1/probe/moves', 'POST /api/v1/probe/notes/bulk'),
      fc.oneof(fc.json(), fc.string()),
      async (line, raw) => {
        const answer = await ask(system, line, { raw });
        expect([200, 201, 400, 415, 422]).toContain(answer.status);
      },
    ),
    { numRuns: 300 },
  );
});

describe('would reach into prototypes and answers 400', () => {
  test.each([
    '{"text":"a","__proto__":{"x":1}}',
    '{"__proto__":null,"text":"a"}',
    '{"text":"a","constructor":{"prototype":{"x":1}}}',
    '{"text":"a","\\u005f_proto__":{}}',
    '{"text":"a","deep":[{"__proto__":{}}]}',
  ])('%s', async (raw) => {
    expect(await ask(system, ECHO, { raw })).toMatchObject({
      status: 400,
      body: { code: 'malformed', detail: expect.stringContaining('a name that is not taken') },
    });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

test('a field named constructor without a prototype is an unknown field like another', async () => {
  const answer = await ask(system, ECHO, { raw: '{"text":"a","constructor":1,"toString":2}' });
  expect([answer.status, fieldsOf(answer)]).toEqual([
    422,
    ['/body/constructor unknown_field', '/body/toString unknown_field'],
  ]);
});

test.each([200, 20_000])('%i levels of nesting are refused as what they are: no such field', async (levels) => {
  const answer = await ask(system, ECHO, { raw: `{"text":${'['.repeat(levels)}${']'.repeat(levels)}}` });
  expect([answer.status, fieldsOf(answer)]).toEqual([422, ['/body/text invalid_type']]);
});

test('a field given twice counts once, the last time, as in every JSON reader of ours', async () => {
  expect(await ask(system, ECHO, { raw: '{"text":"first","text":"last"}' })).toMatchObject({
    status: 200,
    body: { text: 'last' },
  });
});

test('at most fifty things that are wrong are listed', async () => {
  const answer = await ask(system, 'POST /api/v1/probe/notes/bulk', {
    json: { mode: 'all', notes: Array.from({ length: 500 }, () => ({ title: '' })) },
  });
  expect(answer.status).toBe(422);
  expect(fieldsOf(answer)).toHaveLength(50);
  expect(fieldsOf(answer)[49]).toBe('/body/notes/49/title too_small');
});

test('and of eighty thousand fields that nobody knows fifty, in the body and in the query', async () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => [`k${index}`, '1']);
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => ask(system, ECHO, { json: Object.fromEntries(many(80_000)) })),
  );
  for (const answer of answers) {
    expect([answer.status, fieldsOf(answer).length]).toEqual([422, 50]);
    expect(answer.text.length).toBeLessThan(10_000);
    expect(answer.body).toMatchObject({ detail: '/body/text is required (and 80000 more).' });
  }
  const asked = await ask(system, `GET /api/v1/probe/notes?${new URLSearchParams(many(900)).toString()}`);
  expect([asked.status, fieldsOf(asked).length]).toEqual([422, 50]);
});

test('a name with a slash or a tilde is escaped in the pointer to it', async () => {
  expect(fieldsOf(await ask(system, ECHO, { json: { text: 'a', 'a/b~c': 1 } }))).toEqual([
    '/body/a~1b~0c unknown_field',
  ]);
});

describe('types', () => {
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'text/json',
    'application/xml',
    'nonsense',
    'application/json2; charset=utf-8',
  ])('%s is not read and answers 415', async (type) => {
    expect(await ask(system, ECHO, { raw: '{"text":"a"}', headers: { 'content-type': type } })).toMatchObject({
      status: 415,
      body: { code: 'unsupported_type', detail: 'Send the body as application/json.' },
    });
  });

  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    'application/json;charset=UTF-8',
    'application/json; charset="utf-8"',
    'application/json; v="; charset=x"',
  ])('%s is read', async (type) => {
    expect(await ask(system, ECHO, { raw: '{"text":"a"}', headers: { 'content-type': type } })).toMatchObject({
      status: 200,
      body: { text: 'a' },
    });
  });

  test.each(['utf-16', '"UTF-16LE"', 'latin1', 'utf-8-ish'])('in %s is not read and answers 415', async (charset) => {
    const headers = { 'content-type': `application/json; charset=${charset}` };
    expect(await ask(system, ECHO, { raw: '{"text":"a"}', headers })).toMatchObject({
      status: 415,
      body: { code: 'unsupported_type', detail: `Send the body in UTF-8, not in ${charset.replaceAll('"', '')}.` },
    });
  });

  test.each(['gzip', 'GZIP', 'br, gzip'])('coded with %s is not read and answers 415', async (coding) => {
    expect(await ask(system, ECHO, { raw: '{"text":"a"}', headers: { 'content-encoding': coding } })).toMatchObject({
      status: 415,
      body: { code: 'unsupported_type', detail: `Send the body as it is, without the Content-Encoding ${coding}.` },
    });
  });

  test('that is said to be coded with nothing is read', async () => {
    const headers = { 'content-encoding': 'identity' };
    expect(await ask(system, ECHO, { raw: '{"text":"a"}', headers })).toMatchObject({ status: 200 });
  });

  test('a body without a type is not read', async () => {
    expect(
      await ask(system, ECHO, { raw: new Uint8Array(Buffer.from('{"text":"a"}')), headers: { 'content-type': '' } }),
    ).toMatchObject({ status: 415 });
  });

  test('a body where none is asked for is not looked into', async () => {
    expect(
      await ask(system, 'DELETE /api/v1/probe/notes/01890000-0000-7000-8000-000000000000', { json: { anything: 1 } }),
    ).toMatchObject({ status: 404 });
  });
});

test('an answer is JSON with its length, in UTF-8, without a byte order mark', async () => {
  const answer = await ask(system, ECHO, { json: { text: 'ä' } });
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(answer.text)));
  expect(answer.text).toBe('{"text":"ä"}');
});
