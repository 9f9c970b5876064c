import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { nowMs } from './now.ts';

/** Of one decision: when the tool was called first, how often, and with which keys. Each key is one effect. */
export interface Called {
  readonly id: string;
  readonly atMs: number;
  calls: number;
  readonly keys: string[];
}

/** `tool.ts`: somebody else's API, which does nothing twice for one Idempotency-Key. Says all that it did when it is asked. */
let called = new Map<string, Called>();

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const id = /^\/effects\/(.+)$/.exec(request.url ?? '')?.[1];
    const key = request.headers['idempotency-key'];
    if (id === undefined || typeof key !== 'string') {
      response.writeHead(400, { 'content-length': 0 }).end();
      return;
    }
    const known = called.get(id) ?? { id, atMs: nowMs(), calls: 0, keys: [] };
    called.set(id, known);
    known.calls += 1;
    if (!known.keys.includes(key)) known.keys.push(key);
    response.writeHead(200, { 'content-length': 0 }).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.on('message', (wish: 'tell' | 'forget') => {
  process.send?.({ called: [...called.values()] });
  if (wish === 'forget') called = new Map();
});
process.on('disconnect', () => process.exit(0));
