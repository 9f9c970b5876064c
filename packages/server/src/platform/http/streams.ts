import type { FastifyReply } from 'fastify';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Failure } from '../failure.ts';
import { failureOf } from './to-failure.ts';
import { problemOf } from './problem.ts';
import type { Visit } from './visit.ts';

export interface StreamEvent {
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
}

export interface Streams {
  /** Sends events until they end, the client goes, or the node stops. */
  send(reply: FastifyReply, visit: Visit, events: Promise<unknown>): Promise<void>;
}

const HEARTBEAT_MS = 15_000;
/** Larger results are sent by reference. */
const MOST_BYTES = 64 * 1024;
/** How long a client may leave its connection full before it is cut off; it comes back with Last-Event-ID. */
const SLOW_MS = 30_000;
const RECONNECT_AFTER_MS = 1000;

export const createStreams = (): Streams => ({
  async send(reply, visit, handled) {
    const events = (await handled) as AsyncIterable<StreamEvent>;
    const { raw } = reply.hijack();
    raw.writeHead(200, { ...outgoing(reply), 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    raw.write(`retry: ${RECONNECT_AFTER_MS}\n\n`);
    const heartbeat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_MS);
    try {
      for await (const event of untilAborted(events, visit.stay.over)) await write(raw, format(event));
    } catch (error) {
      if (!visit.signal.aborted) raw.write(lastWords(error, visit));
    } finally {
      clearInterval(heartbeat);
      raw.end();
    }
  },
});

/** Headers that hooks have set before the reply was taken over. */
const outgoing = (reply: FastifyReply): Record<string, string> =>
  Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]));

async function* untilAborted(events: AsyncIterable<StreamEvent>, over: Promise<never>): AsyncGenerator<StreamEvent> {
  const iterator = events[Symbol.asyncIterator]();
  try {
    for (;;) {
      const step = await Promise.race([iterator.next(), over]);
      if (step.done === true) return;
      yield step.value;
    }
  } finally {
    // not awaited: a generator that waits for something hears of the end through its signal
    void iterator.return?.();
  }
}

const format = ({ id, event, data }: StreamEvent): string => {
  const json = JSON.stringify(data);
  if (json.length > MOST_BYTES) throw new Error(`An event of ${json.length} characters is too large for a stream: send a reference`);
  return `id: ${id}\nevent: ${event}\ndata: ${json}\n\n`;
};

const write = async (raw: ServerResponse, text: string): Promise<void> => {
  if (raw.write(text)) return;
  await once(raw, 'drain', { signal: AbortSignal.timeout(SLOW_MS) });
};

const lastWords = (error: unknown, visit: Visit): string => {
  const failure = failureOf(error);
  if (failure.code === 'internal') visit.log.error({ error }, 'A stream broke.');
  return `event: error\ndata: ${JSON.stringify(problemOf(failure.code, failure.details, '', visit.traceId))}\n\n`;
};

export const nodeIsStopping = (): Failure => new Failure('draining', { retryAfterSeconds: 1 });
