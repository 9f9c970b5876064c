import { reportExecution } from '@holdfast/protocol/decisions/acts';
import type { Decision, Execution } from '@holdfast/protocol/decisions/decision';
import { submitDecision, waitForDecision } from '@holdfast/protocol/decisions/decisions';
import { LONGEST_DETAIL } from '@holdfast/protocol/decisions/limits';
import type { Arguments } from '../arguments.ts';
import type { Client } from '../client.ts';
import { HoldfastError } from '../holdfast-error.ts';
import { newKey } from '../surroundings.ts';
import { patiently } from './patiently.ts';
import type { Decided, DecisionWish, Requested, RequestOptions } from './requested.ts';

const WAIT_SECONDS = 50;
const WAIT_MS = 60_000;

/** Asks at once. Every request may be sent again without harm, so that a broken line is nobody's concern. */
export const requestDecision = (client: Client, body: DecisionWish, options: RequestOptions = {}): Requested => {
  const { signal, idempotencyKey = newKey(), ...trace } = options;
  // all that is asked about it belongs to the caller's trace
  const heard = { ...trace, ...(signal === undefined ? {} : { signal }) };
  const submitted = patiently(() => client.bodyOf(submitDecision, { body }, { ...heard, idempotencyKey }), signal);
  // whoever awaits it hears of a refusal, and whoever does not is not ended by it
  submitted.catch(() => undefined);

  const outcome = async (): Promise<Decided> => {
    const given = { params: { decision_id: (await submitted).id }, query: { timeout_s: WAIT_SECONDS } };
    for (;;) {
      const decision = await patiently(
        () => client.bodyOf(waitForDecision, given, { ...heard, timeoutMs: WAIT_MS }),
        signal,
      );
      const decided = decidedOf(decision);
      if (decided !== undefined) return decided;
    }
  };

  const report = (decision_id: Decision['id'], told: Told, key = newKey()): Promise<Decision> => {
    const once = { ...heard, idempotencyKey: key };
    return patiently(() => client.bodyOf(reportExecution, { params: { decision_id }, body: told }, once), signal);
  };

  const executionOf = async (decision_id: Decision['id']): Promise<Execution | null> => {
    const given = { params: { decision_id }, query: { timeout_s: 0 } };
    return (await patiently(() => client.bodyOf(waitForDecision, given, heard), signal)).execution;
  };

  const take = async (id: Decision['id'], taking: Told, performer: string | undefined): Promise<Decision> => {
    if (performer === undefined) return report(id, taking);
    const taken = await report(id, taking, keyOfTaking(id, performer));
    if (isStill(taken.execution, await executionOf(id))) return taken;
    // it lost meanwhile what it had taken before it was started again: it is one of many who want it
    return report(id, taking);
  };

  return {
    submitted,
    outcome,
    async perform(action, { forSeconds, performer } = {}) {
      const decided = await outcome();
      if (!decided.approved) return { status: 'denied', decided };
      const { id, execution } = decided.decision;
      if (hasEnded(execution)) return { status: 'taken', execution, decided };
      const taking: Told = { status: 'taken', ...(forSeconds === undefined ? {} : { for_seconds: forSeconds }) };
      const taken = await orTaken(take(id, taking, performer));
      if (taken === undefined || taken.execution === null)
        return { status: 'taken', execution: await executionOf(id), decided };
      const { idempotency_key: key } = taken.execution;
      const result = await action({ arguments: decided.arguments, idempotencyKey: key, option: decided.option }).catch(
        async (error: unknown) => {
          await report(id, { status: 'failed', detail: String(error).slice(0, LONGEST_DETAIL) });
          throw error;
        },
      );
      await report(id, { status: 'executed' });
      return { status: 'executed', result, decided };
    },
  };
};

const hasEnded = (execution: Execution | null): boolean =>
  execution?.status === 'executed' || execution?.status === 'failed';

/** The same performer is answered again what it was answered when it took it. */
const keyOfTaking = (id: Decision['id'], performer: string): string => `take:${id}:${encodeURIComponent(performer)}`;

/** Nobody has taken it since. */
const isStill = (taken: Execution | null, now: Execution | null): boolean =>
  now?.status === 'taken' && now.taken_until === taken?.taken_until;

type Told = Arguments<typeof reportExecution>['body'];

/** Undefined when somebody else was first. */
const orTaken = async (taking: Promise<Decision>): Promise<Decision | undefined> => {
  try {
    return await taking;
  } catch (error) {
    if (error instanceof HoldfastError && error.code === 'conflict') return undefined;
    throw error;
  }
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
