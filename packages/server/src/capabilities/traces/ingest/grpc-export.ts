import type { WorkspaceId } from '@holdfast/protocol/ids';
import { exportSpans } from '@holdfast/protocol/traces/export-spans';
import type { IncomingHttpHeaders } from 'node:http2';
import type { Clock } from '../../../platform/clock/clock.ts';
import type { Call, UnaryMethod } from '../../../platform/grpc/unary-method.ts';
import { refuseCall } from '../../../platform/grpc/status.ts';
import { admit } from '../../../platform/http/admit.ts';
import type { Authenticate, Credentials } from '../../../platform/http/authenticate.ts';
import { failureOf } from '../../../platform/http/to-failure.ts';
import { noLimit } from '../../../platform/limits/limits.ts';
import type { Telemetry } from '../../../platform/telemetry/telemetry.ts';
import { OTLP_FAILURES } from '../otlp/answers/failures.ts';
import { acknowledgement } from '../otlp/answers/partial-success.ts';
import { rpcStatus } from '../otlp/answers/rpc-status.ts';
import { readBody } from '../otlp/transport/read-body.ts';
import type { Held } from './bytes-in-flight.ts';
import type { Intake } from './intake.ts';
import { refusalOf, refuse, tooLarge } from './refusal.ts';

export interface GrpcExportParts {
  readonly intake: Intake;
  readonly requestBytes: number;
  readonly authenticate: Authenticate;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

const SERVICES = 'opentelemetry.proto.collector';
export const EXPORT_PATH = `/${SERVICES}.trace.v1.TraceService/Export`;

/** What is said to calls of anything else. */
export const notExport = (path: string): string =>
  path.startsWith(`/${SERVICES}.logs.`) || path.startsWith(`/${SERVICES}.metrics.`)
    ? 'Holdfast takes traces, and neither logs nor metrics. Turn their exporters off.'
    : `Only ${EXPORT_PATH} is answered here.`;

/** TraceService/Export: what POST /v1/traces is over HTTP. */
export const grpcExport = (parts: GrpcExportParts): UnaryMethod => ({
  mostBytes: parts.requestBytes,
  tooLarge: tooLarge(parts.requestBytes),

  async call({ headers, address, encoding, open }) {
    const credentials = { headers: credentialsIn(headers), address };
    const workspace = await workspaceOf(parts, credentials);
    const read = async (held: Held): Promise<Buffer> => {
      const bytes = await readMessage(await open(), encoding, parts.requestBytes, held);
      // whoever keeps a body back may have lost meanwhile what let them in
      await workspaceOf(parts, { ...credentials, again: true });
      return bytes;
    };
    const acknowledged = await parts.intake.take({ workspace, source: 'grpc', type: 'protobuf', read });
    return acknowledgement(acknowledged, 'protobuf');
  },

  statusOf(error, headers) {
    const failure = failureOf(error);
    const traceId = parts.telemetry.traceIdOf(headers);
    parts.telemetry.failed(failure, { method: 'POST', path: EXPORT_PATH, traceId }, undefined);
    const refusal = refusalOf(failure);
    const { grpc: code, means } = OTLP_FAILURES[refusal.code];
    return { code, message: refusal.detail ?? means, details: rpcStatus(refusal, 'protobuf') };
  },
});

/** A browser sends cookies wherever a page asks it to; nobody else has any here. */
const credentialsIn = ({
  authorization,
  'holdfast-workspace': workspace,
}: IncomingHttpHeaders): Credentials['headers'] => ({
  ...(authorization === undefined ? {} : { authorization }),
  ...(workspace === undefined ? {} : { 'holdfast-workspace': workspace }),
});

const workspaceOf = async (
  { authenticate, clock }: GrpcExportParts,
  credentials: Credentials,
): Promise<WorkspaceId> => {
  const principal = await admit(exportSpans, credentials, { authenticate, limit: noLimit, now: clock.now() });
  // its contract asks for a permission in a workspace, and without one nobody comes so far
  if (principal?.workspace === undefined) throw new Error('A call was admitted without a workspace');
  return principal.workspace;
};

const readMessage = async (
  { prefix, bytes }: Awaited<ReturnType<Call['open']>>,
  encoding: Call['encoding'],
  mostBytes: number,
  { hold }: Held,
): Promise<Buffer> => {
  if (prefix.isCompressed && encoding === 'identity')
    refuseCall('internal', 'The message is compressed, and grpc-encoding does not say how.');
  const limits = { mostBytes, hold, expected: prefix.isCompressed ? undefined : prefix.length };
  const found = await readBody(bytes, prefix.isCompressed ? 'gzip' : 'identity', limits);
  if (found.kind === 'too_large') return refuse('too_large', tooLarge(mostBytes));
  return found.kind === 'malformed' ? refuse('malformed_encoding') : found.bytes;
};
