import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bandwidth } from './bandwidth.ts';
import { blackHole } from './black-hole.ts';
import { cut } from './cut.ts';
import { halfOpen } from './half-open.ts';
import { latency } from './latency.ts';
import { createProxy, type Proxy } from './proxy.ts';
import { reset } from './reset.ts';
import { slice } from './slice.ts';
import { slowClose } from './slow-close.ts';

const open: Socket[] = [];
const atServer: Socket[] = [];
const echo = createServer({ allowHalfOpen: true }, (socket) => {
  atServer.push(socket);
  socket.on('error', () => undefined);
  socket.on('data', (bytes) => socket.write(bytes));
  socket.on('end', () => socket.end());
});
let proxy: Proxy;

const dial = async (): Promise<Socket> => {
  const socket = connect({ host: '127.0.0.1', port: proxy.port });
  open.push(socket);
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  return socket;
};

const read = async (socket: Socket, length: number): Promise<{ text: string; pieces: number }> => {
  let text = '';
  let pieces = 0;
  while (text.length < length) {
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    text += bytes.toString();
    pieces += 1;
  }
  return { text, pieces };
};

const say = (socket: Socket, text: string) => {
  const answer = read(socket, text.length);
  socket.write(text);
  return answer;
};

/** Nothing is heard while others, who do not go through the proxy, ask and are answered many times. */
const silent = async (socket: Socket) => {
  let heard = false;
  socket.once('data', () => (heard = true));
  const other = connect((echo.address() as AddressInfo).port, '127.0.0.1');
  open.push(other);
  for (let round = 0; round < 200; round += 1) await say(other, 'x');
  return !heard;
};

beforeEach(async () => {
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  proxy = await createProxy({ target: { port: (echo.address() as AddressInfo).port } });
});

afterEach(async () => {
  for (const socket of [...open.splice(0), ...atServer.splice(0)]) socket.destroy();
  await proxy.close();
  await new Promise((resolve) => echo.close(resolve));
});

describe('a line without fault', () => {
  test('carries a megabyte both ways, in order', async () => {
    const text = 'holdfast '.repeat(120_000);
    expect((await say(await dial(), text)).text).toBe(text);
  });

  test('takes the place of its target in an address', () => {
    expect(proxy.url('postgres://app:secret@localhost:5432/holdfast')).toBe(
      `postgres://app:secret@127.0.0.1:${proxy.port}/holdfast`,
    );
  });

  test('passes on that a side has closed, and forgets the link', async () => {
    const socket = await dial();
    await say(socket, 'a');
    socket.end();
    await once(socket, 'close');
    await expect.poll(() => proxy.connections()).toBe(0);
  });

  test('tells the client when the server hangs up', async () => {
    const socket = await dial();
    await say(socket, 'a');
    atServer[0]?.destroy();
    await once(socket, 'close');
    expect(socket.destroyed).toBe(true);
  });
});

describe('faults', () => {
  test('latency delays each way, and does not add up over a stream', async () => {
    const socket = await dial();
    await proxy.use(latency(60));
    const startedAt = performance.now();
    const answer = read(socket, 20);
    const stream = setInterval(() => socket.write('x'), 2);
    await answer.finally(() => clearInterval(stream));
    const took = performance.now() - startedAt;
    expect(took).toBeGreaterThan(115);
    expect(took).toBeLessThan(600);
  });

  test('cut closes what is open and refuses what comes, until healed', async () => {
    const socket = await dial();
    await say(socket, 'a');
    const closed = once(socket, 'close');
    await proxy.use(cut());
    await closed;
    await expect(dial()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await proxy.heal();
    expect((await say(await dial(), 'back')).text).toBe('back');
  });

  test('a black hole takes everything and gives nothing, and gives it when healed', async () => {
    const before = await dial();
    await say(before, 'a');
    await proxy.use(blackHole());
    const during = await dial();
    before.write('old');
    during.write('new');
    expect(await silent(before)).toBe(true);
    expect(await silent(during)).toBe(true);
    const answers = Promise.all([read(before, 3), read(during, 3)]);
    await proxy.heal();
    expect((await answers).map((answer) => answer.text)).toEqual(['old', 'new']);
  });

  test('half open: the server lost the old connection, the client does not know, a new one is good', async () => {
    const old = await dial();
    await say(old, 'a');
    const lostAtServer = once(atServer[0] as Socket, 'close');
    await proxy.use(halfOpen());
    await lostAtServer;
    old.write('anybody there?');
    expect(await silent(old)).toBe(true);
    expect(old.destroyed).toBe(false);
    expect((await say(await dial(), 'hello')).text).toBe('hello');
    await proxy.heal();
    old.write('now?');
    expect(await silent(old)).toBe(true);
  });

  test('reset ends the old and the new with a RST', async () => {
    const old = await dial();
    await say(old, 'a');
    const oldError = once(old, 'error');
    await proxy.use(reset());
    expect((await oldError)[0]).toMatchObject({ code: 'ECONNRESET' });
    const fresh = connect({ host: '127.0.0.1', port: proxy.port });
    open.push(fresh);
    expect((await once(fresh, 'error'))[0]).toMatchObject({ code: 'ECONNRESET' });
  });

  test('slow close delays the news that the server has closed', async () => {
    const socket = await dial();
    await say(socket, 'a');
    await proxy.use(slowClose(80));
    const startedAt = performance.now();
    atServer[0]?.end();
    await once(socket, 'end');
    expect(performance.now() - startedAt).toBeGreaterThan(70);
  });

  test('slices arrive as many small pieces and are all there', async () => {
    const socket = await dial();
    await proxy.use(slice(2, 3));
    const { text, pieces } = await say(socket, 'abcdefghijklmnop');
    expect(text).toBe('abcdefghijklmnop');
    expect(pieces).toBeGreaterThan(3);
  });

  test('bandwidth paces bytes', async () => {
    const socket = await dial();
    await proxy.use(bandwidth(20_000));
    const startedAt = performance.now();
    await say(socket, 'x'.repeat(4_000));
    expect(performance.now() - startedAt).toBeGreaterThan(180);
  });

  test('switching from one fault to another frees what waited in the first', async () => {
    const socket = await dial();
    await proxy.use(blackHole());
    const answer = say(socket, 'patience');
    expect(await silent(socket)).toBe(true);
    await proxy.use(latency(5));
    expect((await answer).text).toBe('patience');
  });
});
