import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openSocket, say } from '../ground/raw-socket.ts';
import { tokenOf, useSystem } from '../ground/system.ts';
import { FILES, formOf, headOf, uploadsTo } from '../ground/uploads.ts';
import { FILE_BYTES } from '../probe/files.ts';

// the time of a request is shorter than that of a file
const system = useSystem(
  {},
  {
    patience: { headersMs: 1000, requestMs: 1000, checkEveryMs: 100 },
    uploadPatience: { windowMs: 500, windowBytes: 100 },
  },
);
const { post, postForm, left, nothingIsLeft } = uploadsTo(system);

test('what is wrong in the URL is told before a byte of the file is read', async () => {
  const socket = await openSocket(system.url);
  socket.send(headOf(1000).replace(FILES, `${FILES}?hold=maybe`));
  const [answer] = await socket.answers(1);
  expect(answer).toMatchObject({ status: 422 });
  socket.destroy();
});

test('whoever may not send it is told before a byte of it is read', async () => {
  const [viewer, nobody] = await Promise.all([
    post({ role: 'viewer' }),
    system.fetch(FILES, { method: 'POST', body: 'x' }),
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

test('who sends the rest of a form that was refused is answered on the same line', async () => {
  const socket = await openSocket(system.url);
  const head = '--b\r\nContent-Disposition: form-data; name="other"; filename="a.csv"\r\n\r\n';
  const rest = Buffer.concat([Buffer.alloc(1024 * 1024, 'a'), Buffer.from('\r\n--b--\r\n')]);
  socket.send(headOf(head.length + rest.length, 'Content-Type: multipart/form-data; boundary=b\r\n') + head);
  socket.send(rest.subarray(0, rest.length / 2));
  await socket.answers(1);
  socket.send(rest.subarray(rest.length / 2));
  socket.send('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n');
  expect((await socket.answers(2)).map(({ status }) => status)).toEqual([422, 200]);
});

test('a file that says it is too large is refused at once, and one that does not when it is', async () => {
  const [said] = await (async () => {
    const socket = await openSocket(system.url);
    socket.send(headOf(FILE_BYTES + 1024 * 1024));
    return socket.answers(1);
  })();
  expect(said).toMatchObject({ status: 413 });
  expect(said?.body).toContain(`The body may have ${FILE_BYTES + 512 * 1024} bytes at most.`);

  const socket = await openSocket(system.url);
  socket.send(headOf('chunked'));
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
    socket.send(headOf(10_000, '', workspace) + 'x'.repeat(4000));
    await expect.poll(left).toHaveLength(1);
    socket.destroy();
    await nothingIsLeft();
  }
  expect((await post({ workspace })).status).toBe(201);
});

test('an upload that comes too slowly is answered 408, and its line is closed', async () => {
  const socket = await openSocket(system.url);
  socket.send(headOf(10_000));
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
  socket.send(headOf(pieces * 1000));
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
  for (const socket of sockets) socket.send(headOf(100_000, '', workspace) + 'x'.repeat(50_000));
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
  socket.send(headOf(4, 'Expect: 100-continue\r\n'));
  await expect.poll(() => socket.received).toContain('HTTP/1.1 100 Continue\r\n\r\n');
  socket.send('1,2\n');
  expect((await socket.answers(1))[0]).toMatchObject({ status: 201 });
  const refused = await say(system.url, headOf(100 * 1024 * 1024, 'Expect: 100-continue\r\n'));
  expect(refused.status).toBe(413);
  const other = await openSocket(system.url);
  other.send(
    `POST /api/v1/probe/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\nAuthorization: Bearer ${tokenOf('analyst')}\r\n\r\n`,
  );
  await expect.poll(() => other.received).toContain('HTTP/1.1 100 Continue\r\n\r\n');
});
