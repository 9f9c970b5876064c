import type { Outbound } from './outbound.ts';
import type { OutboundRequest } from './request.ts';

/** What a library is told of its requests beforehand, because it does not say it itself. */
export type WebFetchRequest = Omit<OutboundRequest, 'method' | 'headers' | 'body' | 'signal'>;

/** Statuses whose answers have no body, and may not be made with one. */
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * The client in the shape of the web's `fetch`, for libraries that take one: of model providers, of tools, of sign-in. Their answers are
 * streamed, and reading stops when the library cancels.
 */
export const webFetch =
  (outbound: Outbound, usual: WebFetchRequest): typeof globalThis.fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer());
    const answer = await outbound.open(request.url, {
      ...usual,
      method: request.method,
      headers: Object.fromEntries(request.headers),
      // an abort of the library is its own; the reason comes back as it was given
      signal: request.signal,
      ...(request.redirect === 'follow' ? {} : { redirects: 0 }),
      ...(body === undefined ? {} : { body }),
    });
    if (!WITHOUT_BODY.has(answer.status)) return new Response(streamOf(answer.body), headOf(answer));
    answer.cancel();
    return new Response(null, headOf(answer));
  };

const headOf = ({
  status,
  headers,
}: {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}) => {
  // what is handed on is decompressed already, and not as long as it was
  const { 'content-encoding': _encoding, 'content-length': _length, ...rest } = headers;
  return { status, headers: rest };
};

const streamOf = (body: AsyncIterable<Buffer>): ReadableStream<Uint8Array> => ReadableStream.from(body);
