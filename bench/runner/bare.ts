import Fastify from 'fastify';
import pg from 'pg';

/** `bare.ts <url> <pipelined|plain>`: what somebody writes who needs one row and nothing else. */
const [url, style] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 20, pipeline: style === 'pipelined' });
const app = Fastify();

const NOTE =
  'select id, title, body, folder_id, version, created_at, updated_at from probe_notes.notes where workspace_id = $1 and id = $2';

const read = async (workspace: string, id: string): Promise<unknown> => {
  const client = await pool.connect();
  try {
    const steps = [
      () => client.query('begin isolation level repeatable read read only'),
      () =>
        client.query({
          name: 'bind',
          text: `select set_config('holdfast.workspace_id', $1, true)`,
          values: [workspace],
        }),
      () => client.query({ name: 'note', text: NOTE, values: [workspace, id] }),
      () => client.query('commit'),
    ];
    if (style === 'pipelined') return (await Promise.all(steps.map((step) => step())))[2]?.rows[0];
    let row: unknown;
    for (const [index, step] of steps.entries()) {
      const { rows } = await step();
      if (index === 2) row = rows[0];
    }
    return row;
  } finally {
    client.release();
  }
};

app.get<{ Params: { id: string } }>('/notes/:id', async (request, reply) => {
  const note = await read(String(request.headers['x-workspace']), request.params.id);
  return note ?? reply.code(404).send({ error: 'not found' });
});

process.send?.({ type: 'ready', url: await app.listen({ host: '127.0.0.1', port: 0 }) });
