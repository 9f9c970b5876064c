import type { Contract } from '@holdfast/protocol/contract';
import type { Answer } from './answer.ts';
import type { Arguments } from './arguments.ts';
import type { FileBody } from './file-body.ts';
import { readAnswer } from './read-answer.ts';
import { prepareRequest, type PreparedRequest } from './request.ts';
import { send } from './send.ts';
import type { CallOptions, ClientSettings } from './settings.ts';

/** A slow line may take its time; the server says when it is too slow. */
const TIMEOUT_MS = 60 * 60_000;

interface Sending<C extends Contract> {
  readonly given: Arguments<C>;
  readonly file: FileBody;
  readonly options: CallOptions;
}

/** Sends a file as the body, with what is to be done with it in the URL. */
export const upload = <const C extends Contract & { readonly takes: 'file' }>(
  settings: ClientSettings,
  contract: C,
  { given, file, options }: Sending<C>,
): Promise<Answer<C>> =>
  send(
    settings,
    withFile(prepareRequest(settings, contract, given, options), file),
    { ...options, timeoutMs: options.timeoutMs ?? TIMEOUT_MS },
    (response) => readAnswer(settings, contract, response),
  );

const withFile = (request: PreparedRequest, file: FileBody): PreparedRequest => ({
  ...request,
  headers: { ...request.headers, 'content-type': typeOf(file) },
  body: file,
  // what is still being made is sent before the answer is waited for
  ...(file instanceof Blob ? {} : { duplex: 'half' }),
});

const typeOf = (file: FileBody): string =>
  file instanceof Blob && file.type !== '' ? file.type : 'application/octet-stream';
