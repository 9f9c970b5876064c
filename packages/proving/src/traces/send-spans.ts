import { connect, type IncomingHttpHeaders } from 'node:http2';
import { once } from 'node:events';

/** What an exporter is told. */
export interface Told {
  /** HTTP's status, or gRPC's code. */
  readonly status: number;
  /** Spans that were rejected, when it was acknowledged. */
  readonly rejected: number;
  /** Everything it says, for sentences; in protobuf the texts in it. */
  readonly text: string;
  readonly type: string | null;
}

export interface HttpSending {
  readonly url: string;
  readonly authorization?: string | undefined;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}

export const PROTOBUF = 'application/x-protobuf';
export const JSON_TYPE = 'application/json';

/** As an exporter over HTTP does it. */
export const sendOverHttp = async (
  body: Buffer,
  { url, authorization, type = PROTOBUF, headers = {}, method = 'POST' }: HttpSending,
): Promise<Told> => {
  const answer = await fetch(url, {
    method,
    ...(method === 'GET' ? {} : { body: new Uint8Array(body) }),
    headers: { 'content-type': type, ...(authorization === undefined ? {} : { authorization }), ...headers },
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const text = bytes.toString('utf8');
  const answered = answer.headers.get('content-type');
  const rejected = answered === JSON_TYPE ? rejectedInJson(text) : rejectedInProtobuf(bytes);
  return { status: answer.status, rejected: answer.status === 200 ? rejected : 0, text, type: answered };
};

const rejectedInJson = (text: string): number =>
  Number((JSON.parse(text) as { partialSuccess?: { rejectedSpans: string } }).partialSuccess?.rejectedSpans ?? 0);

/** An ExportTraceServiceResponse that is not empty has partial_success, which begins with how many were rejected. */
const rejectedInProtobuf = (bytes: Buffer): number => {
  if (bytes.length === 0) return 0;
  let at = 1;
  const next = (): number => {
    let [value, factor] = [0, 1];
    for (; ; factor *= 128) {
      const byte = bytes[at] ?? 0;
      at += 1;
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
  };
  next();
  const tag = next();
  return tag === 8 ? next() : 0;
};

const EXPORT = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';
const PREFIX_BYTES = 5;

export interface GrpcSending {
  readonly url: string;
  readonly authorization?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** The bytes have their prefix, and are sent as they are. */
  readonly isFramed?: boolean;
}

/** As an exporter over gRPC does it. */
export const sendOverGrpc = async (
  body: Buffer,
  { url, authorization, headers = {}, isFramed = false }: GrpcSending,
): Promise<Told> => {
  const session = connect(url);
  try {
    const stream = session.request({
      ':method': 'POST',
      ':path': EXPORT,
      'content-type': 'application/grpc',
      te: 'trailers',
      ...(authorization === undefined ? {} : { authorization }),
      ...headers,
    });
    const seen: IncomingHttpHeaders = {};
    const chunks: Buffer[] = [];
    stream.on('response', (given) => void Object.assign(seen, given));
    stream.on('trailers', (given) => void Object.assign(seen, given));
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.end(isFramed ? body : framed(body));
    await once(stream, 'close');
    const message = Buffer.concat(chunks).subarray(PREFIX_BYTES);
    const said = decodeURIComponent(String(seen['grpc-message'] ?? ''));
    return {
      status: Number(seen['grpc-status'] ?? -1),
      rejected: rejectedInProtobuf(message),
      text: `${message.toString('utf8')}${said}`,
      type: String(seen['content-type']),
    };
  } finally {
    session.destroy();
  }
};

const framed = (body: Buffer): Buffer => {
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32BE(body.length, 1);
  return Buffer.concat([prefix, body]);
};
