/** What came back over HTTP. Status 0 means that no answer came; `failure` then says why. */
export interface Answer {
  /** Method and path, for sentences. */
  readonly asked: string;
  readonly status: number;
  /** The error book's code, when the answer is a problem or a google.rpc.Status. */
  readonly code: string | undefined;
  readonly headers: Headers;
  /** Parsed JSON, or the text when it is none. */
  readonly body: unknown;
  readonly milliseconds: number;
  readonly failure: string | undefined;
}

export interface Ask {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** After this long without an answer the asker gives up. */
  readonly patienceMs?: number;
}

export type Http = (method: string, path: string, ask?: Ask) => Promise<Answer>;

const PATIENCE_MS = 60_000;

const JSON_TYPE = /^application\/(?:[a-z.-]+\+)?json(?:;|$)/;

/** A file of one line of JSON is no JSON. */
const parse = (text: string, type: string | null): unknown => {
  if (type === null || !JSON_TYPE.test(type)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const codeOf = (status: number, body: unknown): string | undefined => {
  if (status < 400 || typeof body !== 'object' || body === null) return undefined;
  // MCP answers with an error of JSON-RPC, which has ours among its data
  if ('error' in body) return (body.error as { data?: { code?: string } } | null)?.data?.code;
  if (!('code' in body)) return undefined;
  if (typeof body.code === 'string') return body.code;
  // the paths of OTLP answer with a google.rpc.Status, which has a number for a code and ours among its details
  const { details = [] } = body as { details?: readonly { readonly reason?: string }[] };
  return details.find(({ reason }) => reason !== undefined)?.reason?.toLowerCase() ?? String(body.code);
};

const why = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return String(thrown);
  const cause = thrown.cause;
  return cause instanceof Error ? `${thrown.message}: ${cause.message}` : thrown.message;
};

export const createHttp = (url: string): Http => {
  return async (method, path, ask = {}) => {
    const asked = `${method} ${path}`;
    const startedAt = performance.now();
    const took = () => performance.now() - startedAt;
    const patience = AbortSignal.timeout(ask.patienceMs ?? PATIENCE_MS);
    const headers = new Headers(ask.headers);
    if (ask.token !== undefined) headers.set('authorization', `Bearer ${ask.token}`);
    if (ask.body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json');
    try {
      const response = await fetch(new URL(path, url), {
        method,
        headers,
        redirect: 'manual',
        signal: ask.signal === undefined ? patience : AbortSignal.any([ask.signal, patience]),
        ...(ask.body === undefined ? {} : { body: asSent(ask.body) }),
      });
      const body = parse(await response.text(), response.headers.get('content-type'));
      const code = codeOf(response.status, body);
      return {
        asked,
        status: response.status,
        code,
        headers: response.headers,
        body,
        milliseconds: took(),
        failure: undefined,
      };
    } catch (thrown) {
      const nothing = { headers: new Headers(), body: undefined, code: undefined };
      return { asked, status: 0, ...nothing, milliseconds: took(), failure: why(thrown) };
    }
  };
};

/** Text and bytes are sent as they are, everything else as JSON. */
const asSent = (body: unknown): string | Uint8Array<ArrayBuffer> =>
  typeof body === 'string' || body instanceof Uint8Array
    ? (body as string | Uint8Array<ArrayBuffer>)
    : JSON.stringify(body);

export const isSuccess = (answer: Answer): boolean => answer.status >= 200 && answer.status < 300;
