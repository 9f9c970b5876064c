import { exportSpans, exportSpansLikeLangfuse } from '@holdfast/protocol/traces/export-spans';
import type { IncomingHttpHeaders } from 'node:http';
import type { Context } from '../../../platform/http/context.ts';
import type { Signpost } from '../../../platform/http/foreign-paths.ts';
import {
  inProtocol,
  type ForeignEndpoint,
  type ForeignRequest,
  type PlainAnswer,
} from '../../../platform/http/foreign.ts';
import { NOWHERE } from '../../../platform/http/path.ts';
import { acknowledgement } from '../otlp/answers/partial-success.ts';
import { readContentEncoding } from '../otlp/transport/content-encoding.ts';
import { CONTENT_TYPES, readMediaType } from '../otlp/transport/media-type.ts';
import { readBody } from '../otlp/transport/read-body.ts';
import type { Source } from '../span-log/span-batch.ts';
import type { Held } from './bytes-in-flight.ts';
import type { Intake } from './intake.ts';
import { refuse, refuseOverHttp, tooLarge } from './refusal.ts';

export interface IngestParts {
  readonly intake: Intake;
  /** What one request may have, without compression. */
  readonly requestBytes: number;
}

export const ingestRoutes = (parts: IngestParts): readonly ForeignEndpoint[] => [
  inProtocol(exportSpans, refuseOverHttp, (context, request) => receive(parts, 'http', context, request)),
  inProtocol(exportSpansLikeLangfuse, refuseOverHttp, async (context, request) => {
    refuseNewerLangfuse(request.headers);
    return receive(parts, 'langfuse', context, request);
  }),
];

/** What is said where clients of other things look for them. */
export const SIGNPOSTS: readonly Signpost[] = [
  {
    path: '/v1/logs',
    detail: 'Holdfast takes traces and no logs. Turn the exporter of logs off (OTEL_LOGS_EXPORTER=none).',
    refuse: refuseOverHttp,
  },
  {
    path: '/v1/metrics',
    detail: 'Holdfast takes traces and no metrics. Turn the exporter of metrics off (OTEL_METRICS_EXPORTER=none).',
    refuse: refuseOverHttp,
  },
  { path: NOWHERE, detail: 'This port takes spans and nothing else: POST them to /v1/traces.' },
  {
    path: '/api/public/ingestion',
    detail:
      'Nothing was stored: the ingestion API of Langfuse before version 3 of its SDKs is not spoken here. Update the SDK; it sends spans to POST /api/public/otel/v1/traces.',
  },
];

const receive = async (
  { intake, requestBytes }: IngestParts,
  source: Source,
  { workspace }: Pick<Context, 'workspace'>,
  { headers, body, admitAgain }: ForeignRequest,
): Promise<PlainAnswer> => {
  const type = readMediaType(headers['content-type']) ?? refuse('unsupported_media_type');
  const encoding = readContentEncoding(headers['content-encoding']) ?? refuse('unsupported_encoding');
  const announced = announcedBytes(headers);
  if (announced !== undefined && announced > requestBytes) refuse('too_large', tooLarge(requestBytes));

  const read = async ({ hold }: Held): Promise<Buffer> => {
    const expected = encoding === 'identity' ? announced : undefined;
    const found = await readBody(body, encoding, { mostBytes: requestBytes, expected, hold });
    if (found.kind === 'too_large') return refuse('too_large', tooLarge(requestBytes));
    if (found.kind === 'malformed') return refuse('malformed_encoding');
    await admitAgain();
    return found.bytes;
  };
  const acknowledged = await intake.take({ workspace, source, type, read });
  return {
    status: 200,
    headers: { 'content-type': CONTENT_TYPES[type] },
    body: acknowledgement(acknowledged, type),
  };
};

const announcedBytes = ({ 'content-length': length }: IncomingHttpHeaders): number | undefined =>
  length === undefined ? undefined : Number(length);

/** The newest form of its spans that is understood here. */
const LANGFUSE_VERSION = 4;

const refuseNewerLangfuse = (headers: IncomingHttpHeaders): void => {
  const version = Number(headers['x-langfuse-ingestion-version'] ?? LANGFUSE_VERSION);
  if (version > LANGFUSE_VERSION)
    refuse('malformed', `This Holdfast understands x-langfuse-ingestion-version up to ${LANGFUSE_VERSION}.`);
};
