import type { IncomingHttpHeaders } from 'node:http';
import { serve, type TestServer } from '../../outbound/testing/server.ts';

export interface Received {
  readonly path: string;
  readonly id: string;
  readonly object: string;
  readonly sequence: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Answer = { readonly status: number; readonly retryAfter?: string } | 'nothing';

/** Somebody who receives webhooks, closed with its test. What it answers may depend on what it was sent before. */
export const startReceiver = async (
  answer: (received: Received, all: readonly Received[]) => Answer = () => ({ status: 204 }),
): Promise<TestServer & { readonly all: readonly Received[] }> => {
  const all: Received[] = [];
  const server = await serve((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const { object, sequence } = JSON.parse(body) as { object: { id: string }; sequence: number };
      const { headers, url: path = '' } = request;
      const received = { path, id: String(headers['webhook-id']), object: object.id, sequence, headers, body };
      all.push(received);
      const answered = answer(received, all);
      if (answered === 'nothing') return;
      response.writeHead(
        answered.status,
        answered.retryAfter === undefined ? {} : { 'retry-after': answered.retryAfter },
      );
      response.end();
    });
  });
  return { ...server, all };
};
