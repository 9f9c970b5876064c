import { readBody } from './body.ts';
import { failureOf } from './broken.ts';
import type { Headers } from './headers.ts';
import { OutboundFailure } from './failure.ts';
import type { Received } from './sender.ts';
import type { TimeLimit } from './time-limit.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Where it came from, after redirects. */
  readonly url: string;
  readonly body: AsyncIterable<Buffer>;
  cancel(): void;
}

interface Reading {
  readonly maxBytes: number;
  readonly limit: TimeLimit;
  readonly mustSucceed: boolean;
  /** Called once, when nothing more will come. */
  readonly settle: (failure?: Error) => void;
}

/** The answer as it is handed out: its body decompressed, counted, within the time, and told about when it ends. */
export const answerOf = (received: Received, { maxBytes, limit, mustSucceed, settle }: Reading): Answer => {
  const { status, headers, url, raw } = received;
  const hasBody = received.method !== 'HEAD' && status !== 204 && status !== 304 && headers['content-length'] !== '0';
  if (mustSucceed && !(status >= 200 && status < 300)) {
    raw.destroy();
    throw new OutboundFailure('status', `${url.origin} answered ${status}. Look there for the reason.`, { status });
  }
  const whenOver = (): void => end(limit.signal.reason as Error);
  limit.signal.addEventListener('abort', whenOver, { once: true });
  let hasEnded = false;
  const end = (failure?: Error): void => {
    if (hasEnded) return;
    hasEnded = true;
    limit.signal.removeEventListener('abort', whenOver);
    raw.destroy();
    settle(failure);
  };

  const read = async function* (): AsyncGenerator<Buffer> {
    try {
      limit.signal.throwIfAborted();
      const encoding = hasBody ? headers['content-encoding'] : undefined;
      yield* readBody(raw, { encoding, length: hasBody ? headers['content-length'] : undefined, maxBytes });
    } catch (error) {
      const failure = failureOf(error, url.origin, limit.signal);
      end(failure);
      throw failure;
    } finally {
      end();
    }
  };
  return { status, headers, url: url.href, body: read(), cancel: () => end() };
};
