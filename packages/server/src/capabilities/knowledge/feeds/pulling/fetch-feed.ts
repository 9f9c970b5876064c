import type { ErrorCode } from '@holdfast/protocol/errors/book';
import { Failure } from '../../../../platform/failure.ts';
import { removeFile, storeFile } from '../../../../platform/http/uploads/received-file.ts';
import { readRetryAfter } from '../../../../platform/outbound/again.ts';
import { OutboundFailure } from '../../../../platform/outbound/failure.ts';
import type { OutboundStream } from '../../../../platform/outbound/outbound.ts';
import type { Arrived } from '../../imports/survey-file.ts';
import type { FeedsParts } from '../parts.ts';
import { marksOf } from './marks.ts';
import type { Marks } from '../store/feeds.ts';
import { nameOfAnswer } from './name-of-answer.ts';
import { saidByServer } from './said-by-server.ts';

export interface Request {
  readonly url: string;
  readonly header: { readonly name: string; readonly value: string } | undefined;
  /** What the file is called, whatever the server says. */
  readonly filename: string | null;
  /** By what the server knows again what we have. */
  readonly marks: Marks | undefined;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** One attempt that brought nothing. */
export interface Refused {
  readonly is: 'failed';
  /** What was answered over HTTP, if anything was. */
  readonly status: number | null;
  readonly code: ErrorCode;
  readonly message: string;
  /** As the server asked. */
  readonly waitMs: number;
  /** It will be no other in a moment. */
  readonly isFinal: boolean;
}

export interface CameFile {
  readonly is: 'file';
  readonly status: number;
  readonly file: Arrived['file'];
  readonly contentType: string | null;
  readonly marks: Marks;
}

export type Fetched = Refused | CameFile | { readonly is: 'not_modified'; readonly status: number };

const ACCEPTED =
  'text/csv, text/tab-separated-values, application/json, application/x-ndjson, text/markdown, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, */*;q=0.5';

/** Asks once. Throws what is wrong with us, and the reason of the signal. The file is there until `forgetFile`. */
export const fetchFeed = async (parts: FeedsParts, request: Request): Promise<Fetched> => {
  try {
    const answer = await parts.outbound.open(request.url, {
      purpose: 'feed',
      headers: headersOf(request),
      timeoutMs: request.timeoutMs,
      maxBytes: parts.limits.bytes,
      signal: request.signal,
    });
    return await fetchedOf(parts, request, answer);
  } catch (error) {
    request.signal.throwIfAborted();
    if (!(error instanceof OutboundFailure)) throw error;
    const isFinal = error.reason === 'refused' || error.reason === 'too_large';
    return { is: 'failed', status: null, code: error.code, message: error.message, waitMs: 0, isFinal };
  }
};

export const forgetFile = async (fetched: Fetched | undefined): Promise<void> => {
  if (fetched?.is === 'file') await removeFile(fetched.file);
};

const headersOf = ({ header, marks }: Request): Record<string, string> => ({
  accept: ACCEPTED,
  ...(header === undefined ? {} : { [header.name]: header.value }),
  ...(marks === undefined ? {} : conditionsOf(marks)),
});

const conditionsOf = ({ etag, lastModified }: Marks): Record<string, string> => ({
  ...(etag === null ? {} : { 'if-none-match': etag }),
  ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
});

const NOT_MODIFIED = 304;
const OK = 200;

const fetchedOf = async (parts: FeedsParts, request: Request, answer: OutboundStream): Promise<Fetched> => {
  const { status, headers } = answer;
  if (status === NOT_MODIFIED && request.marks !== undefined) {
    answer.cancel();
    return { is: 'not_modified', status };
  }
  if (status !== OK) return refusedOf(parts, request, answer);
  const stored = await storeFile(parts.scratch, answer.body, parts.limits.bytes);
  const filename = request.filename ?? nameOfAnswer({ urls: [request.url, answer.url], headers });
  const contentType = headers['content-type'] ?? null;
  return { is: 'file', status, file: { ...stored, filename }, contentType, marks: marksOf(headers) };
};

/** They say that it is not for us, or not there any more: to ask again soon would only trouble them. */
const FINAL: ReadonlySet<number> = new Set([401, 403, 407, 410, 451]);
const LONGEST_WAIT_MS = 24 * 60 * 60_000;

const refusedOf = async ({ clock }: FeedsParts, request: Request, answer: OutboundStream): Promise<Refused> => {
  const { status, headers } = answer;
  const { origin } = new URL(answer.url);
  const said = await saidByServer(answer, { header: request.header?.value, url: request.url });
  return {
    is: 'failed',
    status,
    code: 'outbound_failed',
    message: `${origin} answered ${status}${said === undefined ? '.' : `, and said: ${said}`}`,
    waitMs: readRetryAfter(headers['retry-after'], clock.now(), LONGEST_WAIT_MS) ?? 0,
    isFinal: FINAL.has(status),
  };
};

/** The same as a failure, for whoever waits for an answer. */
export const failureOf = ({ code, message, waitMs }: Refused): Failure =>
  new Failure(code, { detail: message, ...(waitMs === 0 ? {} : { retryAfterSeconds: Math.ceil(waitMs / 1000) }) });
