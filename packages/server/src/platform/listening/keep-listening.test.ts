import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { keepListening } from './keep-listening.ts';

const listening = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // it listens on a port
  return { server, port: (server.address() as AddressInfo).port };
};

const keep = async (port: number) => {
  const server = createServer();
  const opened: string[] = [];
  const kept = await keepListening({
    server,
    host: '127.0.0.1',
    port,
    setting: 'HOLDFAST_SOME_PORT',
    meanwhile: 'Nothing is lost.',
    tryEveryMs: 20,
    onOpen: (url) => opened.push(url),
  });
  onTestFinished(() => {
    kept.close();
    server.close();
  });
  return { kept, server, opened };
};

test('a free port is had at once', async () => {
  const { kept, opened } = await keep(0);
  expect(kept.health()).toEqual({ status: 'ok', detail: '' });
  expect(opened).toEqual([kept.url]);
});

test('a port that is in use is told, with what to do, and is had when it is free', async () => {
  const { server, port } = await listening();
  const { kept } = await keep(port);
  expect(kept.url).toBeUndefined();
  expect(kept.health()).toEqual({
    status: 'degraded',
    detail: `The port ${port} at 127.0.0.1 is in use. Stop what listens there, or set HOLDFAST_SOME_PORT to another. Nothing is lost. It is tried again every few seconds.`,
  });
  server.close();
  await expect.poll(() => kept.url).toBe(`http://127.0.0.1:${port}`);
  expect(kept.health().status).toBe('ok');
});

test('a port that was lost is had again, and not after it was let go', async () => {
  const { kept, server, opened } = await keep(0);
  server.close();
  await expect.poll(() => opened.length).toBe(2);
  kept.close();
  server.close();
  await once(server, 'close');
  expect(server.listening).toBe(false);
});
