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
  /** The same for messages of a protocol of others, which have neither names nor places to go on from. */
  sendMessages(reply: FastifyReply, visit: Visit, messages: AsyncIterable<object>): Promise<void>;
}

/** Larger results are sent by reference. A decision whose texts are all as long as they may be, and all escaped, has 90 KiB. */
const MOST_BYTES = 128 * 1024;
const RECONNECT_AFTER_MS = 1000;

export const createStreams = ({
  heartbeatMs,
  slowReaderMs,
}: Pick<Patience, 'heartbeatMs' | 'slowReaderMs'>): Streams => {
  const sendAll = async <Piece>(
    reply: FastifyReply,
    visit: Visit,
    pieces: AsyncIterable<Piece>,
    format: (piece: Piece) => string,
  ): Promise<void> => {
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
      for await (const piece of untilAborted(pieces, visit.stay.over)) {
        if (!raw.write(format(piece))) await drained(raw, slowReaderMs, visit.stay.over);
      }
    } catch (error) {
      if (error instanceof ReaderTooSlow) raw.destroy();
      else if (!visit.signal.aborted) raw.write(lastWords(error, visit));
    } finally {
      clearInterval(heartbeat);
      endInTime(raw, slowReaderMs);
    }
  };
  return {
    send: async (reply, visit, handled) =>
      sendAll(reply, visit, (await handled) as AsyncIterable<StreamEvent>, formatEvent),
    sendMessages: (reply, visit, messages) => sendAll(reply, visit, messages, formatMessage),
  };
};

async function* untilAborted<Piece>(pieces: AsyncIterable<Piece>, over: Promise<never>): AsyncGenerator<Piece> {
  const iterator = pieces[Symbol.asyncIterator]();
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

const formatMessage = (message: object): string => `event: message\ndata: ${JSON.stringify(message)}\n\n`;

const formatEvent = ({ id, event, data }: StreamEvent): string => {
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
