import type { Contract } from '@holdfast/protocol/contract';
import type { LooseArguments } from './arguments.ts';
import type { FileBody } from './file-body.ts';
import { fillPath } from './path.ts';
import { encodeQuery } from './query.ts';
import type { CallOptions, ClientSettings } from './settings.ts';

export interface PreparedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FileBody;
}

type RequestOptions = Pick<CallOptions, 'version' | 'idempotencyKey' | 'traceparent'>;

const asEtag = (version: number | string): string => (typeof version === 'number' ? `"${version}"` : version);

const asFields = (part: unknown): Readonly<Record<string, unknown>> =>
  (part ?? {}) as Readonly<Record<string, unknown>>;

const headersFor = (settings: ClientSettings, options: RequestOptions, hasBody: boolean): Record<string, string> => {
  const headers: Record<string, string | undefined> = {
    accept: 'application/json, application/problem+json',
    authorization: settings.token === undefined ? undefined : `Bearer ${settings.token}`,
    'holdfast-workspace': settings.workspace,
    'content-type': hasBody ? 'application/json' : undefined,
    'if-match': options.version === undefined ? undefined : asEtag(options.version),
    'idempotency-key': options.idempotencyKey,
    traceparent: options.traceparent,
  };
  return Object.fromEntries(
    Object.entries(headers).filter((header): header is [string, string] => header[1] !== undefined),
  );
};

export const prepareRequest = (
  settings: ClientSettings,
  contract: Contract,
  given: LooseArguments,
  options: RequestOptions,
): PreparedRequest => {
  const hasBody = given.body !== undefined;
  return {
    method: contract.method,
    url:
      withoutSlashes(settings.baseUrl) +
      fillPath(contract.path, asFields(given.params)) +
      encodeQuery(asFields(given.query)),
    headers: headersFor(settings, options, hasBody),
    ...(hasBody && { body: JSON.stringify(given.body) }),
  };
};

/** A loop and no pattern: a pattern for slashes at the end looks at each run of them again and again. */
const withoutSlashes = (url: string): string => {
  let end = url.length;
  while (url[end - 1] === '/') end -= 1;
  return url.slice(0, end);
};
