import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect, type ClientHttp2Session } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startGroundPostgres } from '../../packages/server/test/ground/postgres.ts';
import { processorMsOf } from '../lib/processor-time.ts';
import { spanRequest } from './span-request.ts';

const SECONDS = Number(process.argv[2] ?? 20);
const SPANS = Number(process.argv[3] ?? 1000);
const BYTES = Number(process.argv[4] ?? 600);
const PACE = Number(process.argv[5] ?? 30_000);
const SENDERS = 8;
const PROBE = fileURLToPath(new URL('../../packages/server/test/probe/main.ts', import.meta.url));

/** Sends one request and resolves when it is acknowledged. */
type Send = (body: Buffer) => Promise<void>;

const overHttp = (url: URL, authorization: string): Send => {
  const agent = new Agent({ keepAlive: true });
  const headers = { authorization, 'content-type': 'application/x-protobuf' };
  return (body) =>
    new Promise((resolve, reject) => {
      const sent = request(new URL('/v1/traces', url), {
        agent,
        method: 'POST',
        headers: { ...headers, 'content-length': body.length },
      });
      sent.once('error', reject);
      sent.once('response', (answer) => {
        answer.resume();
        answer.once('end', () =>
          answer.statusCode === 200 ? resolve() : reject(new Error(`HTTP ${answer.statusCode}`)),
        );
      });
      sent.end(body);
    });
};

const overGrpc = (url: URL, authorization: string): Send => {
  const session: ClientHttp2Session = connect(url);
  session.unref();
  const headers = {
    ':method': 'POST',
    ':path': '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
    'content-type': 'application/grpc',
    te: 'trailers',
    authorization,
  };
  return (body) =>
    new Promise((resolve, reject) => {
      const stream = session.request(headers);
      const prefix = Buffer.alloc(5);
      prefix.writeUInt32BE(body.length, 1);
      let code = 'nothing';
      stream.once('response', (given) => (code = String(given['grpc-status'] ?? code)));
      stream.once('trailers', (given) => (code = String(given['grpc-status'] ?? code)));
      stream.once('error', reject);
      stream.once('close', () => (code === '0' ? resolve() : reject(new Error(`grpc-status ${code}`))));
      stream.resume();
      stream.write(prefix);
      stream.end(body);
    });
};

const at = (times: readonly number[], share: number): string =>
  (times.toSorted((left, right) => left - right)[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1);

/** Senders that each wait for their acknowledgement: as much as there is. */
const flood = async (make: () => Send, bodies: readonly Buffer[]): Promise<number[]> => {
  const times: number[] = [];
  const until = performance.now() + SECONDS * 1000;
  const sender = async (_: unknown, index: number): Promise<void> => {
    const send = make();
    for (let turn = index; performance.now() < until; turn += 1) {
      const since = performance.now();
      await send(bodies[turn % bodies.length] as Buffer);
      times.push(performance.now() - since);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  return times;
};

/** As many as are said, at their time, whatever became of those before; waits are counted from that time. */
const pace = async (make: () => Send, bodies: readonly Buffer[]): Promise<number[]> => {
  const times: number[] = [];
  const sends = Array.from({ length: SENDERS }, make);
  const since = performance.now();
  const all: Promise<void>[] = [];
  for (let turn = 0; turn < (SECONDS * PACE) / SPANS; turn += 1) {
    const due = since + (turn * 1000 * SPANS) / PACE;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => void setTimeout(resolve, wait));
    const send = sends[turn % SENDERS] as Send;
    all.push(send(bodies[turn % bodies.length] as Buffer).then(() => void times.push(performance.now() - due)));
  }
  await Promise.all(all);
  return times;
};

const { postgres, stop } = await startGroundPostgres();
const folder = await mkdtemp(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'holdfast-bench-'));
const child = fork(PROBE, ['start'], {
  env: {
    PATH: process.env['PATH'] ?? '',
    HOLDFAST_DATA: join(folder, 'data'),
    HOLDFAST_HTTP_PORT: '0',
    HOLDFAST_OTLP_HTTP_PORT: '0',
    HOLDFAST_OTLP_GRPC_PORT: '0',
    HOLDFAST_DATABASE_URL: postgres.appUrl,
  },
  execArgv:
    process.env['BENCH_PROFILE'] === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${process.env['BENCH_PROFILE']}`],
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
});
await once(child, 'message');
const runtime = JSON.parse(await readFile(join(folder, 'data', 'runtime.json'), 'utf8')) as {
  otlp_http: string;
  otlp_grpc: string;
};
const authorization = `Bearer probe.analyst.${randomUUID()}.${randomUUID()}`;
const bodies = Array.from({ length: 8 }, () => spanRequest(SPANS, BYTES));
const size = (bodies[0] as Buffer).length;
process.stdout.write(
  `${SPANS} spans a request, ${(size / SPANS).toFixed(0)} bytes a span, ${SECONDS} s each, ${SENDERS} senders\n`,
);

const WAYS = {
  http: () => overHttp(new URL(runtime.otlp_http), authorization),
  grpc: () => overGrpc(new URL(runtime.otlp_grpc), authorization),
};
for (const [name, make] of Object.entries(WAYS)) {
  for (const [how, run] of [
    ['flood', flood],
    [`${PACE} spans/s`, pace],
  ] as const) {
    const [cpu, since] = [processorMsOf(child.pid ?? 0), performance.now()];
    const times = await run(make, bodies);
    const seconds = (performance.now() - since) / 1000;
    const used = (processorMsOf(child.pid ?? 0) - cpu) / 10 / seconds;
    process.stdout.write(
      `${name} ${how.padEnd(14)} ${((times.length * SPANS) / seconds).toFixed(0)} spans/s durable, acknowledged in p50 ${at(times, 0.5)} ms, p99 ${at(times, 0.99)} ms, ${used.toFixed(0)} % of one processor\n`,
    );
  }
}
child.kill('SIGTERM');
await once(child, 'exit');
await stop();
await rm(folder, { recursive: true, force: true });
