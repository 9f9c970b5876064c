import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { tokenOf, useSystem } from '../ground/system.ts';
import { digest, FILES, formOf, uploadsTo } from '../ground/uploads.ts';
import { receive } from '../probe/contracts.ts';
import { FILE_BYTES } from '../probe/files.ts';

const system = useSystem();
const { post, postForm, nothingIsLeft } = uploadsTo(system);

test('a body is a file: what was sent lies there byte for byte while it is handled, and is gone afterwards', async () => {
  const bytes = Buffer.alloc(FILE_BYTES, 'question,answer\r\n\u00ff');
  const { status, json } = await post({ body: bytes, query: '?filename=faq.csv&label=of%20mine' });
  expect(status).toBe(201);
  expect(json).toMatchObject({
    filename: 'faq.csv',
    bytes: FILE_BYTES,
    sha256: digest(bytes),
    first: bytes.toString('latin1', 0, 20),
    label: 'of mine',
  });
  await nothingIsLeft();
});

test('the part of a form is a file, and its other parts are fields before and behind it', async () => {
  const file = new File(['1,2\n'], 'täglich "neu".csv');
  for (const parts of [
    { label: 'before', file },
    { file, label: 'behind' },
  ]) {
    const { status, json } = await postForm(formOf(parts));
    expect(status).toBe(201);
    expect(json).toMatchObject({ filename: 'täglich "neu".csv', sha256: digest('1,2\n'), label: parts.label });
  }
  expect((await postForm(formOf({ file, filename: 'said.csv' }))).json['filename']).toBe('said.csv');
  expect((await postForm(formOf({ file }), '?label=in+the+URL')).json['label']).toBe('in the URL');
});

test('a client of ours sends what it has, and what is still being made', async () => {
  const client = system.as('analyst');
  const { body } = await client.upload(
    receive,
    { query: { filename: 'x.csv' } },
    new Blob(['1\n'], { type: 'text/csv' }),
  );
  expect(body).toMatchObject({ filename: 'x.csv', sha256: digest('1\n') });
  const made = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const text of ['1\n', '2\n']) controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
  expect((await client.upload(receive, {}, made)).body.sha256).toBe(digest('1\n2\n'));
});

test('what a file is called can be anything, and is shown without a path', async () => {
  for (const [sent, shown] of [
    ['../../../etc/passwd', 'passwd'],
    ['a\0b.csv', 'ab.csv'],
    ['NUL', 'NUL'],
    [`${'n'.repeat(5000)}.csv`, `${'n'.repeat(251)}.csv`],
    ['', 'unnamed'],
  ] as const) {
    const { json } = await post({ query: `?filename=${encodeURIComponent(sent)}` });
    expect(json['filename']).toBe(shown);
  }
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), async (name) => {
      const { status, json } = await postForm(formOf({ file: new File(['1'], name) }));
      expect(status).toBe(201);
      expect(json['filename']).not.toMatch(/[/\\]/);
    }),
    { numRuns: 30 },
  );
});

test.each<[string, () => FormData, string, string]>([
  ['no file', () => formOf({ label: 'x' }), '/body/file', 'must be a part of the form'],
  [
    'a field in the place of a file',
    () => formOf({ file: new File(['1'], 'a'), labels: 'x' }),
    '/body/labels',
    'not a field',
  ],
  [
    'another file',
    () => formOf({ file: new File(['1'], 'a'), label: new File(['2'], 'b') }),
    '/body/label',
    'is a file',
  ],
  [
    'a field of a wrong kind',
    () => formOf({ file: new File(['1'], 'a'), hold: 'maybe' }),
    '/body/hold',
    'true or false',
  ],
  [
    '__proto__',
    () => formOf({ file: new File(['1'], 'a'), ['__proto__x'.slice(0, 9)]: 'x' }),
    '/body/__proto__',
    'not a field',
  ],
  [
    'two files',
    () => {
      const form = formOf({ file: new File(['1'], 'a') });
      form.append('file', new File(['2'], 'b'));
      return form;
    },
    '/body/file',
    'must be one file',
  ],
])('a form with %s is refused by name, and leaves nothing', async (_what, form, pointer, detail) => {
  const { status, json } = await postForm(form());
  expect(status).toBe(422);
  expect(json['errors']).toMatchObject([{ pointer }]);
  expect(String(json['detail'])).toContain(detail);
  await nothingIsLeft();
});

test('the same file with the same key again is the same request, and another file is not', async () => {
  const [workspace, headers] = [randomUUID(), { 'idempotency-key': 'once' }];
  const member = randomUUID();
  const authorization = `Bearer ${tokenOf('analyst', workspace, member)}`;
  const once = (body: string) => post({ body, headers: { ...headers, authorization } });
  const [first, again, other] = [await once('1\n'), await once('1\n'), await once('2\n')];
  expect([first.status, again.status, other.status]).toEqual([201, 201, 422]);
  expect(again.json['id']).toBe(first.json['id']);
  expect(other.json['code']).toBe('idempotency_key_reused');
});

test('it is described: as a form and as a body', async () => {
  const { paths } = (await (await system.fetch('/openapi.json')).json()) as {
    paths: Record<string, { post: { requestBody: { content: Record<string, { schema: unknown }> } } }>;
  };
  const content = paths[FILES]?.post.requestBody.content;
  expect(Object.keys(content ?? {})).toEqual(['multipart/form-data', 'application/octet-stream']);
  expect(content?.['multipart/form-data']?.schema).toMatchObject({
    properties: { file: { format: 'binary' }, label: { type: 'string' } },
    required: ['file'],
  });
  expect((await ask(system, 'GET /docs')).text).toContain('multipart/form-data');
});
