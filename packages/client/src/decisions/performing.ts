import { reportExecution } from '@holdfast/protocol/decisions/acts';
import type { Decision, Execution } from '@holdfast/protocol/decisions/decision';
import { waitForDecision } from '@holdfast/protocol/decisions/decisions';
import type { Arguments } from '../arguments.ts';
import type { Client } from '../client.ts';
import { HoldfastError } from '../holdfast-error.ts';
import type { CallOptions } from '../settings.ts';
import { newKey } from '../surroundings.ts';
import { detailOf } from './detail-of.ts';
import { patiently } from './patiently.ts';
import type { Action, Decided, Performed, PerformOptions } from './requested.ts';

type Told = Arguments<typeof reportExecution>['body'];

/** Takes what was approved, does it, and reports how it ended. */
export const createPerforming = (client: Client, heard: Pick<CallOptions, 'signal' | 'traceparent'>) => {
  const { signal } = heard;
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

  const reported = async <Result>(id: Decision['id'], act: () => Result | PromiseLike<Result>): Promise<Result> => {
    let result: Result;
    try {
      result = await act();
    } catch (error) {
      await report(id, { status: 'failed', detail: detailOf(error) });
      throw error;
    }
    await report(id, { status: 'executed' });
    return result;
  };

  return async <Result>(
    decided: Decided,
    action: Action<Result>,
    { forSeconds, performer }: PerformOptions,
  ): Promise<Performed<Result>> => {
    if (!decided.approved) return { status: 'denied', decided };
    const { id, execution } = decided.decision;
    if (hasEnded(execution)) return { status: 'taken', execution, decided };
    const taking: Told = { status: 'taken', ...(forSeconds === undefined ? {} : { for_seconds: forSeconds }) };
    const taken = await orTaken(take(id, taking, performer));
    if (taken === undefined || taken.execution === null)
      return { status: 'taken', execution: await executionOf(id), decided };
    const { idempotency_key: idempotencyKey } = taken.execution;
    const { arguments: what, option } = decided;
    const result = await reported(id, () => action({ arguments: what, idempotencyKey, option }));
    return { status: 'executed', result, decided };
  };
};

const hasEnded = (execution: Execution | null): boolean =>
  execution?.status === 'executed' || execution?.status === 'failed';

/** The same performer is answered again what it was answered when it took it. */
const keyOfTaking = (id: Decision['id'], performer: string): string => `take:${id}:${encodeURIComponent(performer)}`;

/** Nobody has taken it since. */
const isStill = (taken: Execution | null, now: Execution | null): boolean =>
  now?.status === 'taken' && now.taken_until === taken?.taken_until;

/** Undefined when somebody else was first. */
const orTaken = async (taking: Promise<Decision>): Promise<Decision | undefined> => {
  try {
    return await taking;
  } catch (error) {
    if (error instanceof HoldfastError && error.code === 'conflict') return undefined;
    throw error;
  }
};
