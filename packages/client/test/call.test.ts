import { getReadiness } from '@holdfast/protocol/process/readiness';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Arguments } from '../src/arguments.ts';
import { createClient } from '../src/client.ts';
import { HoldfastError } from '../src/holdfast-error.ts';
import { HoldfastUnreachable } from '../src/holdfast-unreachable.ts';
import { answeringServer, see, type SeenRequest } from './answering-server.ts';
import { changeNote, exportNotes, getNote, listNotes } from './notes-contracts.ts';

const note = { note_id: 'a/b', title: 'First' };

const answering = async (status: number, headers: Record<string, string>, body: string) => {
  const seen: SeenRequest[] = [];
  const server = await answeringServer(async (request, response) => {
    seen.push(await see(request));
    response.writeHead(status, headers).end(body);
  });
  return {
    seen,
    client: createClient({ baseUrl: server.url }),
    server,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
};

const json = { 'content-type': 'application/json; charset=utf-8' };
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('what is sent', () => {
  it('fills the path with encoded parameters', async () => {
    await using fixture = await answering(200, json, JSON.stringify(note));
    expect(await fixture.client.bodyOf(getNote, { params: { note_id: 'a/b ü' } })).toEqual(note);
    expect(fixture.seen[0]).toMatchObject({ method: 'GET', url: '/notes/a%2Fb%20%C3%BC', body: '' });
  });

  it('repeats arrays in the query and leaves out what is undefined', async () => {
    await using fixture = await answering(200, json, '{"items":[]}');
    await fixture.client.call(listNotes, { query: { tags: ['x y', 'ü&'], limit: 3 } });
    await fixture.client.call(listNotes, {});
    expect(fixture.seen.map((request) => request.url)).toEqual(['/notes?tags=x+y&tags=%C3%BC%26&limit=3', '/notes']);
  });

  it('carries body, version, idempotency key, trace context, token and workspace', async () => {
    await using fixture = await answering(200, json, JSON.stringify(note));
    const client = createClient({ baseUrl: `${fixture.server.url}/base/`, token: 'hf_x', workspace: 'w' });
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const given = { params: { note_id: 'n' }, body: { title: 'Zwölf' } };
    await client.call(changeNote, given, { version: 7, idempotencyKey: 'k', traceparent });
    expect(fixture.seen[0]).toMatchObject({ method: 'PATCH', url: '/base/notes/n', body: '{"title":"Zwölf"}' });
    expect(fixture.seen[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'if-match': '"7"',
      'idempotency-key': 'k',
      traceparent,
      authorization: 'Bearer hf_x',
      'holdfast-workspace': 'w',
    });
  });
});

describe('what comes back', () => {
  it('is the status, the body and the ETag, typed by the status', async () => {
    await using fixture = await answering(200, { ...json, etag: '"8"' }, JSON.stringify(note));
    const answer = await fixture.client.call(changeNote, { params: { note_id: 'n' }, body: { title: 't' } });
    expect(answer).toMatchObject({ status: 200, body: note, etag: '"8"' });
    expectTypeOf(answer.status).toEqualTypeOf<200 | 204>();
    if (answer.status === 200) expectTypeOf(answer.body.title).toEqualTypeOf<string>();
    if (answer.status === 204) expectTypeOf(answer.body).toEqualTypeOf<undefined>();
  });

  it('may be empty', async () => {
    await using fixture = await answering(204, {}, '');
    expect(await fixture.client.bodyOf(changeNote, { params: { note_id: 'n' }, body: { title: 't' } })).toBeUndefined();
  });

  it('may be text where the contract says so', async () => {
    await using fixture = await answering(200, { 'content-type': 'text/csv' }, 'a,b\n');
    expect(await fixture.client.bodyOf(exportNotes, {})).toBe('a,b\n');
  });

  it('is an answer at 503 when the contract lists it, also from a server that says more', async () => {
    const readiness = { status: 'down', parts: { database: { status: 'down', detail: 'gone' } }, newer: true };
    await using fixture = await answering(503, json, JSON.stringify(readiness));
    expect(await fixture.client.call(getReadiness, {})).toMatchObject({ status: 503, body: readiness });
  });
});

describe('what fails', () => {
  it('is a problem with code, fields and the time to come back', async () => {
    const problem = {
      type: 'about:blank',
      title: 'Invalid input',
      status: 422,
      code: 'invalid',
      detail: 'One field breaks its schema.',
      instance: '/notes',
      trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
      errors: [{ pointer: '/query/limit', code: 'too_big', detail: 'too big' }],
      allowed: [1],
    };
    const headers = { 'content-type': 'application/problem+json', 'retry-after': '3' };
    await using fixture = await answering(422, headers, JSON.stringify(problem));
    const error = await failureOf(fixture.client.call(listNotes, { query: { limit: 1000 } }));
    expect(error).toBeInstanceOf(HoldfastError);
    expect(error).toMatchObject({ status: 422, code: 'invalid', retryAfter: 3, problem });
    expect(String(error)).toBe('HoldfastError: Invalid input: One field breaks its schema.');
  });

  it.each([
    ['a proxy that answers in HTML', 502, 'text/html', '<h1>Bad gateway</h1>'],
    ['a proxy that answers a listed status with JSON of its own', 503, 'application/json', '{"message":"no"}'],
    ['a page that says 200', 200, 'text/html', '<h1>Sign in to the hotel</h1>'],
    ['JSON that is none', 200, 'application/json', '{"status":'],
    ['nothing where a body is due', 200, 'application/json', ''],
    ['a problem that is none', 500, 'application/problem+json', '[]'],
  ])('is an unexpected answer: %s', async (_, status, type, body) => {
    await using fixture = await answering(status, { 'content-type': type }, body);
    const error = await failureOf(fixture.client.call(getReadiness, {}));
    expect(error).toBeInstanceOf(HoldfastError);
    expect(error).toMatchObject({ status, code: 'unexpected_answer' });
  });

  it.each([301, 302, 303, 307, 308])('is a redirect (%d), which would carry the call elsewhere', async (status) => {
    await using elsewhere = await answering(200, json, JSON.stringify(note));
    await using fixture = await answering(status, { location: `${elsewhere.server.url}/x` }, '');
    const given = { params: { note_id: 'n' }, body: { title: 't' } };
    const error = await failureOf(fixture.client.call(changeNote, given, { idempotencyKey: 'k' }));
    expect(error).toMatchObject({
      status,
      code: 'unexpected_answer',
      message: `Unexpected answer: A redirect to ${elsewhere.server.url}/x came instead of what PATCH /notes/{note_id} answers. It is not followed: set baseUrl to where Holdfast is.`,
    });
    expect(elsewhere.seen).toEqual([]);
  });

  it.each([200, 404])('is an answer (%d) without end, which is not read to its end', async (status) => {
    const closed = Promise.withResolvers<void>();
    await using server = await answeringServer((_, response) => {
      response.on('close', () => closed.resolve());
      response.writeHead(status, json);
      const goOn = (): void => {
        while (response.write('x'.repeat(1024)));
      };
      response.on('drain', goOn);
      goOn();
    });
    const client = createClient({ baseUrl: server.url, answerBytesMaximum: 100_000 });
    const error = await failureOf(client.call(getReadiness, {}));
    expect(error).toMatchObject({
      status,
      code: 'unexpected_answer',
      message:
        'Unexpected answer: The answer has more than 100000 bytes, the most that this client reads (answerBytesMaximum).',
    });
    await closed.promise;
  });

  it('is not an answer of just so many bytes', async () => {
    const body = JSON.stringify(note);
    await using fixture = await answering(200, json, body);
    const client = createClient({ baseUrl: fixture.server.url, answerBytesMaximum: body.length });
    expect(await client.bodyOf(getNote, { params: { note_id: 'n' } })).toEqual(note);
  });

  it('is a header that cannot be sent, and not a line that is down', async () => {
    const client = createClient({ baseUrl: 'http://127.0.0.1:9', token: 'no\ntoken' });
    expect(await failureOf(client.call(getReadiness, {}))).toBeInstanceOf(TypeError);
  });

  it('is unreachable when nobody listens', async () => {
    const { url } = await (async () => {
      await using gone = await answeringServer(() => undefined);
      return gone;
    })();
    const error = await failureOf(createClient({ baseUrl: url }).call(getReadiness, {}));
    expect(error).toBeInstanceOf(HoldfastUnreachable);
    expect(error).toMatchObject({ reason: 'network' });
  });

  it('is unreachable when the answer breaks off', async () => {
    await using server = await answeringServer((_, response) => {
      response.writeHead(200, { ...json, 'content-length': '100' });
      response.write('{"st', () => response.destroy());
    });
    const error = await failureOf(createClient({ baseUrl: server.url }).call(getReadiness, {}));
    expect(error).toMatchObject({ name: 'HoldfastUnreachable', reason: 'interrupted' });
  });

  it.each(['before the headers', 'within the body'])('is unreachable when the time is over %s', async (moment) => {
    await using server = await answeringServer((_, response) => {
      if (moment === 'within the body') response.writeHead(200, json).write('{');
    });
    const error = await failureOf(createClient({ baseUrl: server.url, timeoutMs: 50 }).call(getReadiness, {}));
    expect(error).toMatchObject({ name: 'HoldfastUnreachable', reason: 'timeout' });
  });

  it('is the caller’s own reason when the caller aborts', async () => {
    const giveUp = new AbortController();
    await using server = await answeringServer(() => giveUp.abort(new Error('changed my mind')));
    const call = createClient({ baseUrl: server.url }).call(getReadiness, {}, { signal: giveUp.signal });
    await expect(call).rejects.toThrow('changed my mind');
  });

  it('is said before anything is sent when a parameter is missing', async () => {
    const client = createClient({ baseUrl: 'http://127.0.0.1:9' });
    expect(() => client.call(getNote, { params: { note_id: '' } })).toThrow('needs the parameter note_id');
  });
});

it('types what a call needs', () => {
  const client = createClient({ baseUrl: '' });
  // @ts-expect-error the path has a parameter
  expect(() => client.call(getNote, {})).toThrow(TypeError);
  type Query = Arguments<typeof listNotes>['query'];
  expectTypeOf<Query>().toEqualTypeOf<
    { tags?: string[] | undefined; limit?: number | undefined; q?: string | undefined } | undefined
  >();
});
