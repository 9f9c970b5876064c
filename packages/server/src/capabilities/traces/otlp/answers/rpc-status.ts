import { GRPC_CODES } from '../../../../platform/grpc/status.ts';
import { ProtobufWriter } from '../protobuf/writer.ts';
import type { MediaType } from '../request/read-request.ts';
import { OTLP_FAILURES, type OtlpFailure, type OtlpFailureCode } from './failures.ts';

export interface Refusal {
  readonly code: OtlpFailureCode;
  /** A sentence that says more than the code does. */
  readonly detail?: string;
  readonly retryAfterSeconds?: number;
  /** Our own word for it, by which a program can tell failures apart that share a code. */
  readonly reason?: string;
}

/** A google.rpc.Status: the body of an answer over HTTP, `grpc-status-details-bin` over gRPC. */
export const rpcStatus = (refusal: Refusal, type: MediaType): Buffer =>
  type === 'protobuf' ? inProtobuf(refusal) : Buffer.from(JSON.stringify(inJson(refusal)));

const TYPE = 'type.googleapis.com/google.rpc.';

const inProtobuf = (refusal: Refusal): Buffer => {
  const { failure, message, wait, violation, reason } = partsOf(refusal);
  const writer = new ProtobufWriter();
  writer.varint(1, failure.grpc);
  writer.string(2, message);
  if (wait !== undefined) {
    writeDetail(writer, 'RetryInfo', () => {
      const delay = writer.open(1);
      writer.varint(1, wait);
      writer.close(delay);
    });
  }
  if (reason !== undefined) {
    writeDetail(writer, 'ErrorInfo', () => {
      writer.string(1, reason);
      writer.string(2, DOMAIN);
    });
  }
  if (violation !== undefined) {
    writeDetail(writer, 'BadRequest', () => {
      const opened = writer.open(1);
      writer.string(1, violation.field);
      writer.string(2, violation.description);
      writer.close(opened);
    });
  }
  return writer.finish();
};

const writeDetail = (writer: ProtobufWriter, name: string, write: () => void): void => {
  const detail = writer.open(3);
  writer.string(1, `${TYPE}${name}`);
  const value = writer.open(2);
  write();
  writer.close(value);
  writer.close(detail);
};

const inJson = (refusal: Refusal): object => {
  const { failure, message, wait, violation, reason } = partsOf(refusal);
  return {
    code: failure.grpc,
    message,
    details: [
      ...(wait === undefined ? [] : [{ '@type': `${TYPE}RetryInfo`, retryDelay: `${wait}s` }]),
      ...(reason === undefined ? [] : [{ '@type': `${TYPE}ErrorInfo`, reason, domain: DOMAIN }]),
      ...(violation === undefined ? [] : [{ '@type': `${TYPE}BadRequest`, fieldViolations: [violation] }]),
    ],
  };
};

/** Whose reasons they are. */
const DOMAIN = 'holdfast';

interface Parts {
  readonly failure: OtlpFailure;
  readonly message: string;
  readonly wait: number | undefined;
  readonly violation: { readonly field: string; readonly description: string } | undefined;
  readonly reason: string | undefined;
}

const partsOf = ({ code, detail, retryAfterSeconds, reason }: Refusal): Parts => {
  const failure: OtlpFailure = OTLP_FAILURES[code];
  const message = shortened(detail ?? failure.means);
  return {
    failure,
    message,
    reason,
    wait: failure.again && retryAfterSeconds !== undefined ? Math.max(0, Math.ceil(retryAfterSeconds)) : undefined,
    violation: failure.grpc === GRPC_CODES.invalidArgument ? { field: 'request', description: message } : undefined,
  };
};

const MOST_MESSAGE = 1_000;

/** It goes into a header over gRPC. */
const shortened = (message: string): string => message.slice(0, MOST_MESSAGE).toWellFormed();
