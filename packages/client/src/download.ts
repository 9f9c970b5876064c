import type { Contract } from '@holdfast/protocol/contract';
import type { Arguments } from './arguments.ts';
import { doFetch, refuseUnsendable } from './do-fetch.ts';
import { readAnswer } from './read-answer.ts';
import { prepareRequest } from './request.ts';
import { cannotBeReached } from './send.ts';
import { TIMEOUT_MS_DEFAULT, type CallOptions, type ClientSettings } from './settings.ts';
import { lineFailed } from './stream-connection.ts';
import { unexpectedAnswer } from './unexpected-answer.ts';
import { withinSilence } from './within-silence.ts';

export interface DownloadedFile {
  /** As the server would have it saved. */
  readonly filename: string;
  readonly type: string;
  /** Breaks off with an error where the line does. */
  readonly body: ReadableStream<Uint8Array>;
}

/** Asks for a file. The time limit is for its beginning; the rest comes as fast as it is read, or until the signal is aborted. */
export const download = async <const C extends Contract>(
  settings: ClientSettings,
  contract: C,
  given: Arguments<C>,
  options: CallOptions,
): Promise<DownloadedFile> => {
  const prepared = prepareRequest(settings, contract, given, options);
  const request = { ...prepared, headers: { ...prepared.headers, accept: '*/*' } };
  refuseUnsendable(request);
  const { signal = new AbortController().signal, timeoutMs = settings.timeoutMs ?? TIMEOUT_MS_DEFAULT } = options;
  const answer = doFetch(settings, request, signal).catch(lineFailed('network', cannotBeReached(request.url)));
  const response = await withinSilence(answer, timeoutMs);
  if (!response.ok) await readAnswer(settings, contract, response);
  const filename = nameIn(response.headers.get('content-disposition'));
  if (filename === undefined || response.body === null)
    throw unexpectedAnswer(response, `the file that ${contract.method} ${contract.path} answers`);
  return { filename, type: response.headers.get('content-type') ?? '', body: response.body };
};

/** RFC 5987, as this server writes it. */
const nameIn = (disposition: string | null): string | undefined => {
  const encoded = /filename\*=UTF-8''([^;\s]+)/u.exec(disposition ?? '')?.[1];
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
};
