import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

/** Behaves like a node as far as the lab can see, so that the lab is tested without a server. */
const folder = process.env['HOLDFAST_DATA'] as string;
const [command] = process.argv.slice(2);

if (command === 'fail') {
  console.log(JSON.stringify({ level: 'error', msg: 'no ground under the feet' }));
  process.exit(78);
}
if (command === 'migrate') {
  console.log('nothing to migrate');
  process.exit(0);
}

mkdirSync(folder, { recursive: true });
let shifted = 0;
const body = () => JSON.stringify({ status: 'ok', parts: {}, shifted });
const server = createServer((socket) => {
  socket.on('error', () => undefined);
  socket.on('data', () => {
    const content = body();
    socket.end(
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${content.length}\r\nconnection: close\r\n\r\n${content}`,
    );
  });
});
server.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(join(folder, 'runtime.json'), JSON.stringify({ pid: process.pid, url }));
  console.log(JSON.stringify({ event: 'process_started', url }));
});
process.on('message', (message: { type: string; ms: number }) => {
  if (message.type !== 'shift-clock') return;
  shifted += message.ms;
  process.send?.({ type: 'clock-shifted' });
});
process.on('SIGTERM', () => {
  rmSync(join(folder, 'runtime.json'));
  process.exit(0);
});
