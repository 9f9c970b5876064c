import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { createClient } from '../src/client.ts';
import { answeringServer } from './answering-server.ts';
import { followNotes } from './notes-contracts.ts';

const begin = (response: ServerResponse): ServerResponse =>
  response.writeHead(200, { 'content-type': 'text/event-stream' });

it('goes on after the last event when the line breaks, and ends when the server says 204', async () => {
  const asked: (string | undefined)[] = [];
  await using server = await answeringServer((request, response) => {
    asked.push(request.headers['last-event-id'] as string | undefined);
    if (asked.length === 1) {
      begin(response).write(
        'retry: 1\nid: 1\nevent: note_changed\ndata: {"title":"a"}\n\nevent: unheard_of\ndata: x\n\n',
        () => response.destroy(),
      );
    } else if (asked.length === 2) {
      response.writeHead(503, { 'content-type': 'text/html' }).end('starting');
    } else if (asked.length === 3) {
      begin(response).end('id: 2\nevent: note_changed\ndata: {"title":\ndata: "b"}\n\n');
    } else {
      response.writeHead(204).end();
    }
  });
  const states: string[] = [];
  const events: unknown[] = [];
  const options = { onConnection: (state: string) => states.push(state) };
  for await (const event of createClient({ baseUrl: server.url }).stream(followNotes, {}, options)) events.push(event);
  expect(events).toEqual([
    { id: '1', event: 'note_changed', data: { title: 'a' } },
    { id: '2', event: 'note_changed', data: { title: 'b' } },
  ]);
  expect(asked).toEqual([undefined, '1', '1', '2']);
  expect(states).toEqual(['open', 'waiting', 'waiting', 'open', 'waiting']);
});

it('ends without an error when it is aborted, and closes the line', async () => {
  const closed = Promise.withResolvers<void>();
  await using server = await answeringServer((_, response) => {
    response.on('close', () => closed.resolve());
    begin(response).write('event: note_changed\ndata: {"title":"a"}\n\n');
  });
  const enough = new AbortController();
  for await (const event of createClient({ baseUrl: server.url }).stream(followNotes, {}, { signal: enough.signal })) {
    expect(event.data.title).toBe('a');
    enough.abort();
  }
  await closed.promise;
});

it('closes the line when the loop is left', async () => {
  const closed = Promise.withResolvers<void>();
  await using server = await answeringServer((_, response) => {
    response.on('close', () => closed.resolve());
    begin(response).write('event: note_changed\ndata: {"title":"a"}\n\n');
  });
  for await (const event of createClient({ baseUrl: server.url }).stream(followNotes, {})) {
    expect(event.event).toBe('note_changed');
    break;
  }
  await closed.promise;
});

it('gives up a line that is silent', async () => {
  let connections = 0;
  await using server = await answeringServer((_, response) => {
    connections += 1;
    if (connections === 1) begin(response).write('retry: 1\n\n');
    else response.writeHead(204).end();
  });
  for await (const event of createClient({ baseUrl: server.url }).stream(followNotes, {}, { silenceMs: 30 })) {
    expect.fail(`unexpected ${event.event}`);
  }
  expect(connections).toBe(2);
});

it('does not come back at once when it is told to come back in a month', async () => {
  let asked = 0;
  await using server = await answeringServer((_, response) => {
    asked += 1;
    const problem = { type: 'about:blank', title: 'Draining', status: 503, code: 'draining', detail: '', instance: '' };
    const headers = { 'content-type': 'application/problem+json', 'retry-after': '2592000' };
    response.writeHead(503, headers).end(JSON.stringify({ ...problem, trace_id: '' }));
  });
  const enough = new AbortController();
  const waiting = Promise.withResolvers<void>();
  const options = { signal: enough.signal, onConnection: () => waiting.resolve() };
  const next = createClient({ baseUrl: server.url }).stream(followNotes, {}, options).next();
  await waiting.promise;
  // another client is answered meanwhile, so the first would have been too
  for (let other = 0; other < 20; other += 1) await fetch(server.url);
  expect(asked).toBe(21);
  enough.abort();
  expect((await next).done).toBe(true);
});

it('passes over an id that no header can carry, and goes on after the last that one can', async () => {
  const asked: (string | undefined)[] = [];
  await using server = await answeringServer((request, response) => {
    asked.push(request.headers['last-event-id'] as string | undefined);
    if (asked.length === 2) response.writeHead(204).end();
    else begin(response).end('retry: 1\nid: 1\n\nid: ✓\nevent: note_changed\ndata: {"title":"a"}\n\n');
  });
  const ids: string[] = [];
  for await (const { id } of createClient({ baseUrl: server.url }).stream(followNotes, {})) ids.push(id);
  expect([ids, asked]).toEqual([['1'], [undefined, '1']]);
});

it('does not try again what can never be sent', async () => {
  await using server = await answeringServer((_, response) => void response.end());
  const states: string[] = [];
  const options = { lastEventId: '✓', onConnection: (state: string) => states.push(state) };
  await expect(createClient({ baseUrl: server.url }).stream(followNotes, {}, options).next()).rejects.toThrow(
    TypeError,
  );
  await expect(createClient({ baseUrl: 'no address' }).stream(followNotes, {}).next()).rejects.toThrow(TypeError);
  expect(states).toEqual([]);
});

it('tries again when nobody listens, and says why it waits', async () => {
  const { url } = await (async () => {
    await using gone = await answeringServer(() => undefined);
    return gone;
  })();
  const enough = new AbortController();
  const reasons: unknown[] = [];
  const onConnection = (state: string, error?: unknown) => {
    reasons.push(state, error);
    enough.abort();
  };
  await createClient({ baseUrl: url }).stream(followNotes, {}, { signal: enough.signal, onConnection }).next();
  expect(reasons).toEqual(['waiting', expect.objectContaining({ name: 'HoldfastUnreachable', reason: 'network' })]);
});

it('says which event is no JSON', async () => {
  await using server = await answeringServer((_, response) => {
    begin(response).end('id: 7\nevent: note_changed\ndata: {"title":\n\n');
  });
  await expect(createClient({ baseUrl: server.url }).stream(followNotes, {}).next()).rejects.toMatchObject({
    name: 'HoldfastError',
    code: 'unexpected_answer',
    message: 'Unexpected answer: The event note_changed with the id 7 came with data that is no JSON.',
  });
});

it('does not follow a redirect', async () => {
  await using server = await answeringServer((_, response) => {
    response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end();
  });
  await expect(createClient({ baseUrl: server.url }).stream(followNotes, {}).next()).rejects.toMatchObject({
    name: 'HoldfastError',
    status: 302,
  });
});

it('throws a refusal that would only come again', async () => {
  const problem = {
    type: 'about:blank',
    title: 'Not permitted',
    status: 403,
    code: 'forbidden',
    detail: '',
    instance: '',
    trace_id: '',
  };
  await using server = await answeringServer((_, response) => {
    response.writeHead(403, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
  });
  const events = createClient({ baseUrl: server.url }).stream(followNotes, {});
  await expect(events.next()).rejects.toMatchObject({ name: 'HoldfastError', code: 'forbidden' });
});
