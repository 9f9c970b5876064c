import { openLine, requestOf } from '../../packages/proving/src/line.ts';

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
    const line = openLine(url);
    while (performance.now() < until) {
      const request = next();
      if (request === undefined) break;
      const sent = performance.now();
      const { status } = await line.ask(request);
      times.push(performance.now() - sent);
      if (status !== 200 && status !== 201) failures += 1;
    }
    line.close();
  };
  await Promise.all(Array.from({ length: connections }, client));

  const seconds = (performance.now() - since) / 1000;
  times.sort((left, right) => left - right);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { requests: times.length, seconds, perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), failures };
};

export const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
