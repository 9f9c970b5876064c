import { answerDecision } from '@holdfast/protocol/decisions/acts';
import type { Decision, Step } from '@holdfast/protocol/decisions/decision';
import { listDecisionSteps } from '@holdfast/protocol/decisions/decisions';
import type { Client } from '../client.ts';
import { HoldfastError } from '../holdfast-error.ts';
import type { CallOptions } from '../settings.ts';
import { newKey } from '../surroundings.ts';
import { patiently } from './patiently.ts';
import type { DecisionAnswer, OnReturned } from './requested.ts';

const STEPS_AT_ONCE = 200;

/** `left` where the asker has no answer. */
type Answered = 'answered' | 'left';

/** Asks whoever asked for the decision, once for each return however many wait for it, and sends what they say. */
export const createAnswering = (
  client: Client,
  heard: Pick<CallOptions, 'signal' | 'traceparent'>,
  onReturned: OnReturned,
): ((decision: Decision) => Promise<Answered>) => {
  const { signal } = heard;
  /** Each act is one version, and nothing but an answer or a decision comes after a return. */
  const returns = new Map<Decision['version'], Promise<Answered>>();

  const stepOf = async ({ id, version }: Decision): Promise<Step | undefined> => {
    const params = { decision_id: id };
    for (let cursor: string | undefined; ;) {
      const query = { limit: STEPS_AT_ONCE, cursor };
      const page = await patiently(() => client.bodyOf(listDecisionSteps, { params, query }, heard), signal);
      const step = page.items.find(({ number }) => number === version);
      if (step !== undefined || page.next_cursor === null) return step;
      cursor = page.next_cursor;
    }
  };

  const send = ({ id, version }: Decision, body: DecisionAnswer): Promise<unknown> => {
    const once = { ...heard, version, idempotencyKey: newKey() };
    return patiently(() => client.bodyOf(answerDecision, { params: { decision_id: id }, body }, once), signal);
  };

  const giveAnswer = async (decision: Decision): Promise<Answered> => {
    const step = await stepOf(decision);
    // it was forgotten, with all that was done with it
    if (step === undefined) return 'left';
    const answer = await onReturned({ missing: step.reason ?? '', by: step.by, decision });
    if (answer === undefined) return 'left';
    await unlessOver(send(decision, answer));
    return 'answered';
  };

  return (decision) => {
    const { version } = decision;
    const before = returns.get(version);
    if (before !== undefined) return before;
    const answering = giveAnswer(decision);
    returns.set(version, answering);
    // whoever waits again after a failure asks again
    answering.catch(() => returns.delete(version));
    return answering;
  };
};

/** Somebody else was first: they answered it, took it back, or it was decided. The next wait says what it is now. */
const unlessOver = async (sending: Promise<unknown>): Promise<void> => {
  try {
    await sending;
  } catch (error) {
    if (!(error instanceof HoldfastError) || !OVER.has(error.code)) throw error;
  }
};

const OVER: ReadonlySet<string> = new Set(['stale', 'already_decided']);
