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

export interface Sending {
  readonly url: URL;
  /** The next request; undefined when there is none left. */
  readonly next: () => Buffer | undefined;
  readonly connections: number;
  readonly milliseconds: number;
}

/** As it goes over the line. */
export const requestOf = (method: string, url: URL, headers: Readonly<Record<string, string>>, body?: string): Buffer =>
  Buffer.from(
    [
      `${method} ${url.pathname}${url.search} HTTP/1.1`,
      `Host: ${url.host}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      ...(body === undefined ? [] : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`]),
      '',
      body ?? '',
    ].join('\r\n'),
  );

/** Sends one GET again and again over so many connections, each waiting for its answer: a generator that costs little itself. */
export const applyLoad = ({ url, headers, ...load }: Load): Promise<LoadResult> => {
  const request = requestOf('GET', url, headers);
  return applyRequests({ url, ...load, next: () => request });
};

/** The same with whatever is to be sent, until the time is over or nothing is left. */
export const applyRequests = async ({ url, next, connections, milliseconds }: Sending): Promise<LoadResult> => {
  const times: number[] = [];
  let failures = 0;
  const since = performance.now();
  const until = since + milliseconds;

  const client = async (): Promise<void> => {
    const socket = connect(Number(url.port), url.hostname).setNoDelay(true);
    const answers = answersOf(socket);
    while (performance.now() < until) {
      const request = next();
      if (request === undefined) break;
      const sent = performance.now();
      socket.write(request);
      const status = await answers();
      times.push(performance.now() - sent);
      if (status !== 200 && status !== 201) failures += 1;
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
