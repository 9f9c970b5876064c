import type { Decision } from '@holdfast/protocol/decisions/decision';
import { submitDecision, waitForDecision } from '@holdfast/protocol/decisions/decisions';
import type { Client } from '../client.ts';
import { newKey } from '../surroundings.ts';
import { createAnswering } from './answering.ts';
import { patiently } from './patiently.ts';
import { createPerforming } from './performing.ts';
import type { Decided, DecisionWish, Requested, RequestOptions } from './requested.ts';

const WAIT_SECONDS = 50;
const WAIT_MS = 60_000;

/** Asks at once. Every request may be sent again without harm, so that a broken line is nobody's concern. */
export const requestDecision = (client: Client, body: DecisionWish, options: RequestOptions = {}): Requested => {
  const { signal, idempotencyKey = newKey(), onReturned, ...trace } = options;
  // all that is asked about it belongs to the caller's trace
  const heard = { ...trace, ...(signal === undefined ? {} : { signal }) };
  const submitted = patiently(() => client.bodyOf(submitDecision, { body }, { ...heard, idempotencyKey }), signal);
  // whoever awaits it hears of a refusal, and whoever does not is not ended by it
  submitted.catch(() => undefined);

  const wait = (decision_id: Decision['id'], returned: boolean): Promise<Decision> => {
    // said by whoever wants it only
    const query = { timeout_s: WAIT_SECONDS, ...(returned ? { returned } : {}) };
    const given = { params: { decision_id }, query };
    return patiently(() => client.bodyOf(waitForDecision, given, { ...heard, timeoutMs: WAIT_MS }), signal);
  };

  const answer = onReturned && createAnswering(client, heard, onReturned);
  const outcome = async (): Promise<Decided> => {
    const { id } = await submitted;
    let hearsReturns = answer !== undefined;
    for (;;) {
      const decision = await wait(id, hearsReturns);
      const decided = decidedOf(decision);
      if (decided !== undefined) return decided;
      if (answer === undefined) continue;
      // of what was left to somebody else it would hear again and again
      hearsReturns = decision.status !== 'returned' || (await answer(decision)) === 'answered';
    }
  };

  const perform = createPerforming(client, heard);
  return {
    submitted,
    outcome,
    perform: async (action, performing = {}) => perform(await outcome(), action, performing),
  };
};

const decidedOf = (decision: Decision): Decided | undefined =>
  decision.outcome === null
    ? undefined
    : {
        ...decision.outcome,
        approved: decision.outcome.verdict === 'approve',
        arguments: decision.arguments,
        decision,
      };
