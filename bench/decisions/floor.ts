import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { createToolCaller } from './call-tool.ts';

/** `floor.ts <database> <tool>`: what somebody writes who needs an approval and nothing else. */
const [database, tool = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: database, max: 20 });
const callTool = createToolCaller(tool);
await pool.query(
  `create table floor (id bigint generated always as identity primary key, status text not null default 'pending', asked jsonb not null)`,
);

const INSERT = { name: 'insert', text: 'insert into floor (asked) values ($1) returning id, status' };
const APPROVE = {
  name: 'approve',
  text: `update floor set status = 'approved' where id = $1 and status = 'pending' returning id, status`,
};
const RECORD = { name: 'record', text: `update floor set status = 'executed' where id = $1 and status = 'approved'` };

const answer = async (path: string, body: string, say: (row: unknown) => void): Promise<void> => {
  const id = /^\/decisions\/(\d+)\/approve$/.exec(path)?.[1];
  const { rows } = await pool.query(id === undefined ? { ...INSERT, values: [body] } : { ...APPROVE, values: [id] });
  say(rows[0]);
  if (id === undefined || rows.length === 0) return;
  await callTool(id, `floor-${id}`);
  await pool.query({ ...RECORD, values: [id] });
  process.send?.({ recorded: id });
};

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  const say = (row: unknown): void => {
    const body = JSON.stringify(row ?? {});
    response.writeHead(row === undefined ? 409 : 200, { 'content-length': Buffer.byteLength(body) }).end(body);
  };
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => void answer(request.url ?? '', Buffer.concat(chunks).toString(), say));
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
