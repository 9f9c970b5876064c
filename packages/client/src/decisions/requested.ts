import type { answerDecision } from '@holdfast/protocol/decisions/acts';
import type { Decision, DecisionActor, Execution, Outcome } from '@holdfast/protocol/decisions/decision';
import type { submitDecision } from '@holdfast/protocol/decisions/decisions';
import type { JsonObject } from '@holdfast/protocol/json';
import type { Arguments } from '../arguments.ts';

export type DecisionWish = Arguments<typeof submitDecision>['body'];

export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** The same key again is the same decision again: after a restart it is waited for, and not asked for a second time. */
  readonly idempotencyKey?: string;
  /** W3C trace context, so that the decision belongs to the caller's trace. */
  readonly traceparent?: string;
  /**
   * Called when whoever decides wants to know more, once for each time; its answer is sent, and the wait goes on. Undefined leaves it
   * to somebody else to answer. What it throws `outcome` throws.
   */
  readonly onReturned?: OnReturned;
}

export type OnReturned = (returned: Returned) => DecisionAnswer | undefined | PromiseLike<DecisionAnswer | undefined>;

/** A decision that its asker is to say more about. */
export interface Returned {
  /** What is missing, in the words of whoever asks for it. */
  readonly missing: string;
  readonly by: DecisionActor;
  readonly decision: Decision;
}

/** What was asked for in words, and perhaps more evidence or other arguments. */
export type DecisionAnswer = Arguments<typeof answerDecision>['body'];

/** What was decided. The arguments are those that were approved, which may be others than were asked for. */
export interface Decided extends Outcome {
  readonly approved: boolean;
  readonly arguments: JsonObject;
  readonly decision: Decision;
}

/** An action, with the arguments that were approved and a key to be sent with it, however often it is done. It may be over when it returns. */
export type Action<Result> = (approved: Approved) => Result | PromiseLike<Result>;

export interface Approved {
  readonly arguments: JsonObject;
  readonly idempotencyKey: string;
  readonly option: string | null;
}

export type Performed<Result> =
  | { readonly status: 'executed'; readonly result: Result; readonly decided: Decided }
  | { readonly status: 'denied'; readonly decided: Decided }
  /** Somebody else has taken it, or has done it. */
  | { readonly status: 'taken'; readonly execution: Execution | null; readonly decided: Decided };

export interface PerformOptions {
  /** How long it is taken for: nobody else takes it meanwhile. */
  readonly forSeconds?: number;
  /**
   * A name that one process only has, and has again when it was started again: what it had taken and not reported it
   * goes on with at once. Without it that waits until the time is over for which it was taken.
   */
  readonly performer?: string;
}

/** A decision that was asked for, and waits for somebody. */
export interface Requested {
  /** As it was written down. */
  readonly submitted: Promise<Decision>;
  /** Waits for it, however long that takes and however often the line breaks. */
  outcome(): Promise<Decided>;
  /** Waits for it, and does it if it was approved: it is taken, done, and reported. What the action throws is reported as failed, and thrown. */
  perform<Result>(action: Action<Result>, options?: PerformOptions): Promise<Performed<Result>>;
}
