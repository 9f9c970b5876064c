import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
  readonly status: { readonly code: number };
}

interface Export {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[] }[];
}

export interface Receiver {
  readonly url: URL;
  /** The size of each export, in the order of arrival. */
  readonly batches: readonly number[];
  readonly spans: readonly SentSpan[];
  /** What it answers from now on; `never` leaves every request open. */
  answer(status: number | 'never'): void;
  close(): Promise<void>;
}

/** A collector that listens on a real port and keeps what it is sent. */
export const startReceiver = async (): Promise<Receiver> => {
  const batches: number[] = [];
  const spans: SentSpan[] = [];
  let answer: number | 'never' = 200;
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      const sent = (body as Export).resourceSpans.flatMap(({ scopeSpans }) =>
        scopeSpans.flatMap((scope) => scope.spans),
      );
      batches.push(sent.length);
      spans.push(...sent);
      if (answer !== 'never') response.writeHead(answer).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`),
    batches,
    spans,
    answer: (status) => {
      answer = status;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
