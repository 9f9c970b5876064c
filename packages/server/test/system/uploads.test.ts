import { createHash, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { openSocket, say } from '../ground/raw-socket.ts';
import { tokenOf, useSystem } from '../ground/system.ts';
import { receive } from '../probe/contracts.ts';
import { FILE_BYTES } from '../probe/files.ts';

// the time of a request is shorter than that of a file
const system = useSystem(
  {},
  {
    patience: { headersMs: 1000, requestMs: 1000, checkEveryMs: 100 },
    uploadPatience: { windowMs: 500, windowBytes: 100 },
  },
);

const PATH = '/api/v1/probe/files';
const digest = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
const left = (): Promise<string[]> => readdir(join(system.folder, 'files', 'uploads'));
const nothingIsLeft = () => expect.poll(left).toEqual([]);

interface Sent {
  readonly body?: RequestInit['body'];
  readonly query?: string;
  readonly headers?: Record<string, string>;
  readonly role?: string;
  readonly workspace?: string;
}

const post = async ({ body = 'a,b\n', query = '', headers = {}, role = 'analyst', workspace }: Sent) => {
  const authorization = `Bearer ${tokenOf(role, workspace)}`;
  const init = { method: 'POST', body, headers: { 'content-type': 'text/csv', authorization, ...headers } };
  const response = await system.fetch(`${PATH}${query}`, init);
  return {
    status: response.status,
    headers: response.headers,
    json: (await response.json()) as Record<string, unknown>,
  };
};

const postForm = (form: FormData, query = '') =>
  system
    .fetch(`${PATH}${query}`, {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${tokenOf('analyst')}` },
    })
    .then(async (response) => ({ status: response.status, json: (await response.json()) as Record<string, unknown> }));

const formOf = (parts: Readonly<Record<string, string | File>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(parts)) form.append(name, value);
  return form;
};

/** A request whose body the test writes itself. */
const head = (length: number | 'chunked', headers = '', workspace: string = randomUUID()): string =>
  [
    `POST ${PATH} HTTP/1.1`,
    'Host: x',
    `Authorization: Bearer ${tokenOf('analyst', workspace)}`,
    length === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`,
    `${headers}\r\n`,
  ].join('\r\n');

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

test('what is wrong in the URL is told before a byte of the file is read', async () => {
  const socket = await openSocket(system.url);
  socket.send(head(1000).replace(PATH, `${PATH}?hold=maybe`));
  const [answer] = await socket.answers(1);
  expect(answer).toMatchObject({ status: 422 });
  socket.destroy();
});

test('whoever may not send it is told before a byte of it is read', async () => {
  const [viewer, nobody] = await Promise.all([
    post({ role: 'viewer' }),
    system.fetch(PATH, { method: 'POST', body: 'x' }),
  ]);
  expect([viewer.status, nobody.status]).toEqual([403, 401]);
});

test.each([
  ['application/x-www-form-urlencoded', 415],
  ['multipart/mixed; boundary=b', 415],
  ['multipart/form-data', 400],
  ['text/', 415],
  [`multipart/form-data; boundary=${'b'.repeat(71)}`, 400],
])('a body of type %s is answered %i', async (type, status) => {
  expect((await post({ headers: { 'content-type': type } })).status).toBe(status);
});

test('a body in another code is not read', async () => {
  expect((await post({ headers: { 'content-encoding': 'gzip' } })).status).toBe(415);
});

test('a file that says it is too large is refused at once, and one that does not when it is', async () => {
  const [said] = await (async () => {
    const socket = await openSocket(system.url);
    socket.send(head(FILE_BYTES + 1024 * 1024));
    return socket.answers(1);
  })();
  expect(said).toMatchObject({ status: 413 });
  expect(said?.body).toContain(`The body may have ${FILE_BYTES + 512 * 1024} bytes at most.`);

  const socket = await openSocket(system.url);
  socket.send(head('chunked'));
  const mebibyte = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(1024 * 1024), Buffer.from('\r\n')]);
  for (let sent = 0; sent <= FILE_BYTES; sent += 1024 * 1024) socket.send(mebibyte);
  const [counted] = await socket.answers(1);
  expect(counted).toMatchObject({ status: 413 });
  expect(counted?.body).toContain(`The file may have ${FILE_BYTES} bytes at most.`);
  await nothingIsLeft();
  expect((await postForm(formOf({ file: new File([new Uint8Array(FILE_BYTES + 1)], 'a') }))).status).toBe(413);
});

test('an upload that is cut in the middle leaves nothing, and gives its place back', async () => {
  const workspace = randomUUID();
  for (let time = 0; time < 3; time += 1) {
    const socket = await openSocket(system.url);
    socket.send(head(10_000, '', workspace) + 'x'.repeat(4000));
    await expect.poll(left).toHaveLength(1);
    socket.destroy();
    await nothingIsLeft();
  }
  expect((await post({ workspace })).status).toBe(201);
});

test('an upload that comes too slowly is answered 408, and its line is closed', async () => {
  const socket = await openSocket(system.url);
  socket.send(head(10_000));
  const drip = setInterval(() => socket.send('x'), 50);
  const [answer] = await socket.answers(1);
  expect(answer).toMatchObject({ status: 408 });
  await socket.closed(10_000);
  clearInterval(drip);
  await nothingIsLeft();
});

test('one that is slow and not too slow takes longer than another request may', async () => {
  const socket = await openSocket(system.url);
  const pieces = 40;
  socket.send(head(pieces * 1000));
  let sent = 0;
  const flow = setInterval(() => {
    if (sent < pieces) socket.send('y'.repeat(1000));
    sent += 1;
  }, 50);
  const [answer] = await socket.answers(1);
  clearInterval(flow);
  expect(answer).toMatchObject({ status: 201 });
  expect(JSON.parse(answer?.body ?? '')).toMatchObject({ bytes: pieces * 1000 });
});

test('a workspace sends two files at once, others are not held up by it', async () => {
  const workspace = randomUUID();
  const sockets = await Promise.all([openSocket(system.url), openSocket(system.url)]);
  for (const socket of sockets) socket.send(head(100_000, '', workspace) + 'x'.repeat(50_000));
  await expect.poll(left).toHaveLength(2);
  const third = await post({ workspace });
  expect(third.status).toBe(429);
  expect(third.json['code']).toBe('rate_limited');
  expect(third.headers.get('retry-after')).toBe('5');
  expect((await post({})).status).toBe(201);
  for (const socket of sockets) socket.destroy();
  await expect.poll(async () => (await post({ workspace })).status).toBe(201);
});

test('whoever asks before sending is told to go on when it is let in, and not otherwise', async () => {
  const socket = await openSocket(system.url);
  socket.send(head(4, 'Expect: 100-continue\r\n'));
  await expect.poll(() => socket.received).toContain('HTTP/1.1 100 Continue\r\n\r\n');
  socket.send('1,2\n');
  expect((await socket.answers(1))[0]).toMatchObject({ status: 201 });
  const refused = await say(system.url, head(100 * 1024 * 1024, 'Expect: 100-continue\r\n'));
  expect(refused.status).toBe(413);
  const other = await openSocket(system.url);
  other.send(
    `POST /api/v1/probe/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\nAuthorization: Bearer ${tokenOf('analyst')}\r\n\r\n`,
  );
  await expect.poll(() => other.received).toContain('HTTP/1.1 100 Continue\r\n\r\n');
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
  const content = paths[PATH]?.post.requestBody.content;
  expect(Object.keys(content ?? {})).toEqual(['multipart/form-data', 'application/octet-stream']);
  expect(content?.['multipart/form-data']?.schema).toMatchObject({
    properties: { file: { format: 'binary' }, label: { type: 'string' } },
    required: ['file'],
  });
  expect((await ask(system, 'GET /docs')).text).toContain('multipart/form-data');
});
