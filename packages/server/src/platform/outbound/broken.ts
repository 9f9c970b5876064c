import { OutboundFailure } from './failure.ts';

const CERTIFICATE = /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|ERR_SSL_|EPROTO$)/;
const UNKNOWN_NAME: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'ENODATA',
  'EAI_AGAIN',
  'EAI_NODATA',
  'ESERVFAIL',
  'ETIMEOUT',
]);

/** What the connection or the parser threw, as one of our reasons. A reason that was given stays. */
export const failureOf = (error: unknown, origin: string, signal: AbortSignal): Error => {
  if (signal.aborted) return signal.reason as Error;
  if (error instanceof OutboundFailure) return error;
  const code = codeOf(error);
  const cause = withoutBytes(error, code);
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT')
    return new OutboundFailure('timeout', `${origin} could not be connected to in time.`, { cause });
  if (code === 'UND_ERR_HEADERS_OVERFLOW')
    return new OutboundFailure('too_large', `${origin} answered with larger headers than are read.`, { cause });
  if (UNKNOWN_NAME.has(code))
    return new OutboundFailure('broken', `The name of ${origin} cannot be resolved. Look whether it is spelt right.`, {
      cause,
    });
  if (CERTIFICATE.test(code))
    return new OutboundFailure(
      'broken',
      `${origin} has no certificate that can be trusted. Its owner must mend that.`,
      { cause },
    );
  return new OutboundFailure(
    'broken',
    `${origin} did not give a whole answer. Look whether it is up and speaks HTTP.`,
    { cause },
  );
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** A parser's error carries what it could not parse, which may be anything. */
const withoutBytes = (error: unknown, code: string): Error =>
  new Error(error instanceof Error ? `${error.name} ${code}`.trim() : 'Unknown');
