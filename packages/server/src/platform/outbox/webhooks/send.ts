import type { Outbound } from '../../outbound/outbound.ts';
import { readRetryAfter } from '../../outbound/again.ts';
import { OutboundFailure } from '../../outbound/failure.ts';
import type { TraceContext } from '../../telemetry/traceparent.ts';
import type { ToldEvent } from '../event.ts';
import { isUsableSecret, messageOf } from './message.ts';
import type { WebhookTarget } from './targets.ts';

/** What one try brought. */
export type Sent =
  | { readonly is: 'taken'; readonly status: number }
  | {
      readonly is: 'not_taken';
      readonly status: number | undefined;
      readonly why: string;
      /** What the receiver asked to be waited for. */
      readonly askedMs: number;
      /** The receiver is gone for good: no other try helps. */
      readonly isGone: boolean;
    }
  /** It did not come to a try. */
  | { readonly is: 'put_off'; readonly waitMs: number };

export interface SendParts {
  readonly outbound: Outbound;
  readonly now: () => number;
}

export interface Send {
  readonly event: ToldEvent;
  readonly target: WebhookTarget;
  readonly signal: AbortSignal;
  readonly trace: TraceContext | undefined;
}

const GONE = 410;
const UNUSABLE_SECRET =
  'Its secret is not whsec_ and base64, or cannot be read, so nothing was sent. Give the target a new secret.';
const BUSY_MS = 1000;
const LONGEST_ASKED_MS = 24 * 3_600_000;
/** Of the answer, which nobody needs: read so that the connection can be used again. */
const ANSWER_BYTES = 64 * 1024;

/** Posts an event to a target, once. Whoever answers 2xx has it; nobody is followed elsewhere. */
export const sendWebhook = async (
  { outbound, now }: SendParts,
  { event, target: { url, secrets }, signal, trace }: Send,
): Promise<Sent> => {
  if (!secrets.every(isUsableSecret))
    return { is: 'not_taken', status: undefined, why: UNUSABLE_SECRET, askedMs: 0, isGone: false };
  try {
    const answer = await outbound.open(url, {
      ...messageOf(event, secrets, now()),
      purpose: 'webhook',
      method: 'POST',
      signal,
      maxBytes: ANSWER_BYTES,
      ...(trace === undefined ? {} : { trace }),
    });
    const { status, headers } = answer;
    await readToEnd(answer.body);
    if (status >= 200 && status < 300) return { is: 'taken', status };
    const askedMs = readRetryAfter(headers['retry-after'], now(), LONGEST_ASKED_MS) ?? 0;
    return { is: 'not_taken', status, why: `It answered ${status}.`, askedMs, isGone: status === GONE };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof OutboundFailure)) throw error;
    if (error.reason === 'busy') return { is: 'put_off', waitMs: BUSY_MS };
    return { is: 'not_taken', status: undefined, why: error.message, askedMs: 0, isGone: false };
  }
};

const readToEnd = async (body: AsyncIterable<Buffer>): Promise<void> => {
  try {
    for await (const _chunk of body);
  } catch {
    // the status has been said, and is what counts
  }
};
