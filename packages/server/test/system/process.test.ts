import { PROTOCOL_VERSION } from '@holdfast/protocol/contracts';
import { METRICS } from '@holdfast/protocol/telemetry/metrics';
import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { say } from '../ground/raw-socket.ts';
import { tokenOf, useSystem } from '../ground/system.ts';
import { VERSION } from '../../src/version.ts';

const outside = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address;

describe('at the door', () => {
  const system = useSystem();

  test('/livez says that the process lives, to anybody', async () => {
    expect(await ask(system, 'GET /livez', { role: 'nobody' })).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  test('/readyz names every part', async () => {
    expect(await ask(system, 'GET /readyz', { role: 'nobody' })).toMatchObject({
      status: 200,
      body: { status: 'ok', parts: { database: { status: 'ok', detail: '' } } },
    });
  });

  test('/version says what runs here', async () => {
    expect((await ask(system, 'GET /version', { role: 'nobody' })).body).toEqual({
      version: VERSION,
      protocol: PROTOCOL_VERSION,
      node: process.versions.node,
    });
  });
});

describe('/metrics', () => {
  const system = useSystem({ HOLDFAST_HOST: '0.0.0.0', HOLDFAST_PUBLIC_URL: 'https://holdfast.example' });
  const metrics = async (): Promise<string> => (await ask(system, 'GET /metrics', { role: 'nobody' })).text;

  test('has every name of the catalogue with its kind, and beyond it only what Node says of itself', async () => {
    await ask(system, 'GET /nope');
    const text = await metrics();
    const kinds = new Map([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', kind = '']) => [name, kind]));
    for (const [name, { kind }] of Object.entries(METRICS)) expect([name, kinds.get(name)]).toEqual([name, kind]);
    const others = [...kinds.keys()].filter((name) => !Object.hasOwn(METRICS, name));
    expect(others.filter((name) => !/^holdfast_(process|nodejs)_/.test(name))).toEqual([]);
  });

  test('has no label beyond those of the catalogue', async () => {
    await ask(system, 'GET /api/v1/probe/notes');
    await ask(system, 'POST /api/v1/probe/notes', { raw: '{' });
    for (const [, name = '', labels = ''] of (await metrics()).matchAll(
      /^(holdfast_\w+?)(?:_bucket|_sum|_count)?\{(.*)\} /gm,
    )) {
      const known = (METRICS as Readonly<Record<string, { readonly labels: readonly string[] }>>)[name];
      if (known === undefined) continue;
      const names = [...labels.matchAll(/(\w+)="/g)].map(([, label]) => label).filter((label) => label !== 'le');
      expect([name, new Set(names)]).toEqual([name, new Set(known.labels)]);
    }
  });

  test('counts requests by operation and status, failures by code, and parts', async () => {
    const before = /operation="probe.echo",status="200"\} (\d+)/.exec(await metrics())?.[1] ?? '0';
    await ask(system, 'POST /api/v1/probe/echo', { json: { text: 'a' } });
    await ask(system, 'POST /api/v1/probe/echo', { json: {} });
    const text = await metrics();
    expect(text).toContain(`holdfast_http_requests_total{operation="probe.echo",status="200"} ${Number(before) + 1}\n`);
    expect(text).toMatch(/^holdfast_http_requests_total\{operation="probe.echo",status="422"\} 1$/m);
    expect(text).toMatch(/^holdfast_failures_total\{code="invalid"\} \d+$/m);
    expect(text).toContain('holdfast_part_up{part="database"} 1\n');
  });

  test('is text that Prometheus reads', async () => {
    const answer = await ask(system, 'GET /metrics', { role: 'nobody' });
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const line of answer.text.split('\n').filter((one) => one !== ''))
      expect(line).toMatch(/^(# (HELP|TYPE) holdfast_\w+ .+|holdfast_\w+(\{.*\})? [-+\d.eNaInf]+)$/);
  });

  const forwarded = [{ 'x-forwarded-for': '127.0.0.1' }, { 'x-forwarded-for': '' }, { forwarded: 'for=127.0.0.1' }];

  test.each(forwarded)('forwarded (%j) is an operator\u2019s, though it comes from this machine', async (headers) => {
    expect((await ask(system, 'GET /metrics', { role: 'nobody', headers })).status).toBe(401);
    expect((await ask(system, 'GET /metrics', { role: 'admin', headers })).status).toBe(403);
    expect((await ask(system, 'GET /metrics', { role: 'operator', headers })).status).toBe(200);
  });

  const named = (host: string, more = '') =>
    say(system.url, `GET /metrics HTTP/1.1\r\nHost: ${host}\r\n${more}Connection: close\r\n\r\n`);

  test.each([
    '127.0.0.1',
    '127.0.0.1:4400',
    '[::1]:4400',
    'localhost',
    'LocalHost:80',
    '192.0.2.7',
    'holdfast.example',
    'HOLDFAST.example:443',
  ])('asked for as %s from this machine needs no credentials', async (host) => {
    expect((await named(host)).status).toBe(200);
  });

  test.each(['evil.example', 'evil.example:4400', 'localhost.evil.example', '127.0.0.1.evil.example'])(
    'asked for as %s is what a page elsewhere can make a browser of this machine do, and is an operator\u2019s',
    async (host) => {
      const { status, body } = await named(host);
      expect([status, JSON.parse(body)]).toMatchObject([
        401,
        {
          detail:
            'A request from this machine needs no credentials when its Host is an address, localhost, or the host of HOLDFAST_PUBLIC_URL or HOLDFAST_HOST.',
        },
      ]);
      expect((await named(host, `Authorization: Bearer ${tokenOf('admin')}\r\n`)).status).toBe(403);
      expect((await named(host, `Authorization: Bearer ${tokenOf('operator')}\r\n`)).status).toBe(200);
    },
  );

  test.skipIf(outside === undefined)(
    'from another address is an operator\u2019s (skipped on a machine with no address but loopback)',
    async () => {
      const url = new URL('/metrics', system.url);
      url.hostname = outside ?? '';
      expect((await fetch(url)).status).toBe(401);
    },
  );
});
