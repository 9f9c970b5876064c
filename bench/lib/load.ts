import { connect, type Socket } from 'node:net';

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failures: number;
}

export interface Load {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly milliseconds: number;
}

/** Sends one GET again and again over so many connections, each waiting for its answer: a generator that costs little itself. */
export const applyLoad = async ({ url, headers, connections, milliseconds }: Load): Promise<LoadResult> => {
  const request = Buffer.from(
    [
      `GET ${url.pathname}${url.search} HTTP/1.1`,
      `Host: ${url.host}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      '',
      '',
    ].join('\r\n'),
  );
  const times: number[] = [];
  let failures = 0;
  const since = performance.now();
  const until = since + milliseconds;

  const client = async (): Promise<void> => {
    const socket = connect(Number(url.port), url.hostname).setNoDelay(true);
    const answers = answersOf(socket);
    while (performance.now() < until) {
      const sent = performance.now();
      socket.write(request);
      const status = await answers();
      times.push(performance.now() - sent);
      if (status !== 200) failures += 1;
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: connections }, client));

  const seconds = (performance.now() - since) / 1000;
  times.sort((left, right) => left - right);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { requests: times.length, seconds, perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), failures };
};

const HEAD_END = Buffer.from('\r\n\r\n');

/** Reads one answer after another; knows Content-Length only, which both sides send. */
const answersOf = (socket: Socket): (() => Promise<number>) => {
  let buffered: Buffer = Buffer.alloc(0);
  let waiting: ((status: number) => void) | undefined;
  socket.on('data', (chunk: Buffer) => {
    buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
    const head = buffered.indexOf(HEAD_END);
    if (head === -1) return;
    const text = buffered.toString('latin1', 0, head);
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (buffered.length < head + 4 + length) return;
    buffered = buffered.subarray(head + 4 + length);
    waiting?.(Number(text.slice(9, 12)));
  });
  return () => {
    const { promise, resolve } = Promise.withResolvers<number>();
    waiting = resolve;
    return promise;
  };
};

export const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
