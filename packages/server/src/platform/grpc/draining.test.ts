import { once } from 'node:events';
import { connect, type ClientHttp2Session, type IncomingHttpHeaders } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../clock/clock.ts';
import { GRPC_PATIENCE } from './grpc-patience.ts';
import { createGrpcServer } from './grpc-server.ts';

const start = async () => {
  const { promise, resolve } = Promise.withResolvers<Buffer>();
  let calls = 0;
  const grpc = createGrpcServer({
    methods: new Map([
      [
        '/a.B/C',
        {
          mostBytes: 10,
          tooLarge: 'Too large.',
          call: () => {
            calls += 1;
            return promise;
          },
          statusOf: () => ({ code: 14, message: 'Stopping.' }),
        },
      ],
    ]),
    unknown: () => 'Unknown.',
    requestTimeoutMs: 10_000,
    patience: GRPC_PATIENCE,
    clock: systemClock,
  });
  grpc.server.listen(0, '127.0.0.1');
  await once(grpc.server, 'listening');
  // it listens on a port
  const session = connect(`http://127.0.0.1:${(grpc.server.address() as AddressInfo).port}`);
  session.on('error', () => {});
  onTestFinished(() => {
    session.destroy();
    grpc.server.close();
  });
  await once(session, 'connect');
  return { grpc, session, finish: () => resolve(Buffer.from('done')), calls: () => calls };
};

const call = async (session: ClientHttp2Session): Promise<string> => {
  const stream = session.request({ ':method': 'POST', ':path': '/a.B/C', 'content-type': 'application/grpc' });
  const seen: IncomingHttpHeaders = {};
  stream.on('response', (given) => void Object.assign(seen, given));
  stream.on('trailers', (given) => void Object.assign(seen, given));
  stream.on('error', () => {});
  stream.resume();
  stream.end(Buffer.alloc(5));
  await once(stream, 'close');
  return String(seen['grpc-status']);
};

test('a drain tells connections to go elsewhere, and lets the calls that are here end', async () => {
  const { grpc, session, finish, calls } = await start();
  const code = call(session);
  await expect.poll(calls).toBe(1);
  const goneAway = once(session, 'goaway');
  const drained = grpc.drain(5000);
  await goneAway;
  finish();
  expect(await code).toBe('0');
  await drained;
  expect(session.closed).toBe(true);
});

test('what does not end in time is answered as something to send again', async () => {
  const { grpc, session, calls } = await start();
  const code = call(session);
  await expect.poll(calls).toBe(1);
  await grpc.drain(50);
  expect(await code).toBe('14');
});
