import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Reads every request and answers 200: the most that loopback and HTTP leave of this machine. */
const server = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200, { 'content-length': 0 }).end());
});
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`);
});
process.on('disconnect', () => process.exit(0));
