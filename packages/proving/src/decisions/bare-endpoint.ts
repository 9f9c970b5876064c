import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

/** `bare-endpoint.ts <database>`: what somebody writes who commits one row for each request, and nothing else. */
const pool = new pg.Pool({ connectionString: process.argv[2], max: 20 });
// whoever started it may stop the database first
pool.on('error', () => undefined);
await pool.query('create table bare (id bigint generated always as identity primary key, asked jsonb not null)');
const INSERT = { name: 'insert', text: 'insert into bare (asked) values ($1) returning id' };

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    pool.query({ ...INSERT, values: [Buffer.concat(chunks).toString()] }).then(
      ({ rows }) => {
        const body = JSON.stringify(rows[0]);
        response.writeHead(201, { 'content-length': Buffer.byteLength(body) }).end(body);
      },
      () => response.writeHead(500, { 'content-length': 0 }).end(),
    );
  });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
