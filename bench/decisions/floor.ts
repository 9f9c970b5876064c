import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

/** `floor.ts <url>`: what somebody writes who needs an approval and nothing else: one row, one conditional update. */
const pool = new pg.Pool({ connectionString: process.argv[2], max: 20 });
await pool.query(
  `create table floor (id bigint generated always as identity primary key, status text not null default 'pending', asked jsonb not null)`,
);

const INSERT = { name: 'insert', text: 'insert into floor (asked) values ($1) returning id, status' };
const UPDATE = {
  name: 'update',
  text: `update floor set status = 'approved' where id = $1 and status = 'pending' returning id, status`,
};

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const id = /^\/decisions\/(\d+)\/approve$/.exec(request.url ?? '')?.[1];
    const query =
      id === undefined ? { ...INSERT, values: [Buffer.concat(chunks).toString()] } : { ...UPDATE, values: [id] };
    pool.query(query).then(
      ({ rows }) => {
        const body = JSON.stringify(rows[0] ?? {});
        response.writeHead(rows.length === 0 ? 409 : 200, { 'content-length': Buffer.byteLength(body) }).end(body);
      },
      (error: unknown) => response.writeHead(500, { 'content-length': 0 }).end(String(error).slice(0, 0)),
    );
  });
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
