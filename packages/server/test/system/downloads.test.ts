import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { captureLog } from '../../src/platform/log/testing/capture.ts';
import { openSocket } from '../ground/raw-socket.ts';
import { tokenOf, useSystem } from '../ground/system.ts';
import { makeFile } from '../probe/contracts.ts';

const { log, lines } = captureLog({ level: 'warn' });
const system = useSystem({}, { log, patience: { slowReaderMs: 400 } });
const PATH = '/api/v1/probe/files';
const get = (query: string) =>
  system.fetch(`${PATH}?${query}`, { headers: { authorization: `Bearer ${tokenOf('viewer')}` } });

test('a file comes with its name in any script, its type, and nothing that would have it shown', async () => {
  const response = await get(`name=${encodeURIComponent('Häufige "Fragen" (é).csv')}&lines=2&bytes=4`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('content-disposition')).toBe(
    `attachment; filename="H_ufige _Fragen_ (_).csv"; filename*=UTF-8''H%C3%A4ufige%20%22Fragen%22%20%28%C3%A9%29.csv`,
  );
  expect(await response.text()).toBe('1..\n2..\n');
});

test('a client of ours gets the name and the file', async () => {
  const file = await system.as('viewer').download(makeFile, { query: { name: 'été.csv', lines: 1000, as: 'ndjson' } });
  expect(file).toMatchObject({ filename: 'été.csv', type: 'application/x-ndjson; charset=utf-8' });
  expect((await text(file.body)).split('\n')).toHaveLength(1001);
  await expect(system.as('viewer').download(makeFile, { query: { name: 'x', fails_at: 1 } })).rejects.toMatchObject({
    code: 'internal',
  });
});

test('a file that cannot be begun is a problem, and one that breaks off is not taken for whole', async () => {
  const response = await get('name=x&fails_at=1');
  expect([response.status, response.headers.get('content-type')]).toEqual([
    500,
    'application/problem+json; charset=utf-8',
  ]);
  const broken = await get('name=x&lines=100000&bytes=1000&fails_at=50000');
  expect(broken.status).toBe(200);
  await expect(broken.text()).rejects.toThrow('terminated');
  expect(lines.some((line) => line.includes('A file was not sent to its end.'))).toBe(true);
});

test('whoever stops reading is cut off, and no more of the file is made than there was room for', async () => {
  const before = [process.memoryUsage().rss, broken()] as const;
  const socket = await openSocket(system.url);
  socket.pause();
  socket.send(
    `GET ${PATH}?name=x&lines=10000000&bytes=1000 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokenOf('viewer')}\r\n\r\n`,
  );
  await expect.poll(broken, { timeout: 10_000 }).toBe(before[1] + 1);
  expect(process.memoryUsage().rss - before[0]).toBeLessThan(64 * 1024 * 1024);
  socket.resume();
  await socket.closed();
});

const broken = (): number => lines.filter((line) => line.includes('A file was not sent to its end.')).length;
