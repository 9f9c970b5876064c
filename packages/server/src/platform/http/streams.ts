import type { FastifyReply } from 'fastify';
import { Failure } from '../failure.ts';
import type { Patience } from './patience.ts';
import { failureOf } from './to-failure.ts';
import { drained, endInTime, headersSoFar, ReaderTooSlow } from './long-answer.ts';
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

/** Larger results are sent by reference. */
const MOST_BYTES = 64 * 1024;
const RECONNECT_AFTER_MS = 1000;

export const createStreams = ({
  heartbeatMs,
  slowReaderMs,
}: Pick<Patience, 'heartbeatMs' | 'slowReaderMs'>): Streams => ({
  async send(reply, visit, handled) {
    const events = (await handled) as AsyncIterable<StreamEvent>;
    const { raw } = reply.hijack();
    raw.writeHead(200, {
      ...headersSoFar(reply),
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.write(`retry: ${RECONNECT_AFTER_MS}\n\n`);
    const heartbeat = setInterval(() => {
      if (!raw.writableNeedDrain) raw.write(': still here\n\n');
    }, heartbeatMs);
    try {
      for await (const event of untilAborted(events, visit.stay.over)) {
        if (!raw.write(format(event))) await drained(raw, slowReaderMs, visit.stay.over);
      }
    } catch (error) {
      if (error instanceof ReaderTooSlow) raw.destroy();
      else if (!visit.signal.aborted) raw.write(lastWords(error, visit));
    } finally {
      clearInterval(heartbeat);
      endInTime(raw, slowReaderMs);
    }
  },
});

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
    void iterator.return?.()?.catch(() => {});
  }
}

const format = ({ id, event, data }: StreamEvent): string => {
  const json = JSON.stringify(data);
  const bytes = Buffer.byteLength(json);
  if (bytes > MOST_BYTES) throw new Error(`An event of ${bytes} bytes is too large for a stream: send a reference`);
  return `id: ${id}\nevent: ${event}\ndata: ${json}\n\n`;
};

const lastWords = (error: unknown, visit: Visit): string => {
  const failure = failureOf(error);
  if (failure.code === 'internal') visit.log.error({ error }, 'A stream broke.');
  return `event: error\ndata: ${JSON.stringify(problemOf(failure.code, failure.details, '', visit.traceId))}\n\n`;
};

export const nodeIsStopping = (): Failure => new Failure('draining');
