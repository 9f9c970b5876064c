import type { Decision } from '@holdfast/protocol/decisions/decision';
import { read, stepsOf } from '../../../packages/proving/src/decisions/house.ts';
import type { Caller } from '../../../packages/proving/src/identity/caller.ts';
import { inLanes } from '../in-lanes.ts';
import { nowMs } from '../now.ts';
import type { Called } from '../tool.ts';
import { latenessOf, struck, type Outage, type Resumed } from './outages.ts';

export interface Told {
  readonly agent: Caller;
  readonly ids: readonly string[];
  readonly approved: ReadonlySet<string>;
  readonly called: readonly Called[];
  readonly outages: readonly Outage[];
}

export interface Verified {
  readonly lost: number;
  readonly deviations: readonly string[];
  readonly latestMs: number;
  readonly late: number;
  readonly calledAgain: number;
  readonly struck: ReturnType<typeof struck>;
}

const LATE_MS = 500;
/** The database's clock and ours are read at different moments. */
const CLOCKS_MS = 5;
/** What is added to a time of the day for the clock by which all else is measured. */
const OFFSET_MS = nowMs() - Date.now();
const momentOf = (at: string | null | undefined): number => Date.parse(at ?? '') + OFFSET_MS;

/** Reads everything that was ever acknowledged, and holds it against what the tool was asked. */
export const verify = async ({ agent, ids, approved, called, outages }: Told): Promise<Verified> => {
  const calls = new Map(called.map((one) => [one.id, one]));
  const deviations: string[] = [...calls.keys()]
    .filter((id) => !ids.includes(id))
    .map((id) => `the tool was called for ${id}, of which nobody knows`);
  const resumed: Resumed[] = [];
  let lost = 0;
  const look = async (id: string): Promise<void> => {
    const decision = await read(agent, { id: id as Decision['id'] });
    const call = calls.get(id);
    const isKept = decision.status === 'approved' && decision.execution?.status === 'executed' && approved.has(id);
    if (!isKept || call === undefined) {
      lost += 1;
      deviations.push(
        `${id} is ${decision.status}, ${decision.execution?.status ?? 'not taken'}, ${call?.calls ?? 0} calls`,
      );
      return;
    }
    const one = {
      decidedMs: momentOf(decision.outcome?.at),
      calledMs: call.atMs,
      recordedMs: momentOf(decision.execution?.ended_at),
    };
    resumed.push(one);
    if (one.calledMs < one.decidedMs - CLOCKS_MS) deviations.push(`${id} was done before it was approved`);
    if (call.keys.length !== 1 || call.keys[0] !== decision.execution?.idempotency_key)
      deviations.push(`${id} was called with ${call.keys.join(' and ')}`);
    const steps = (await stepsOf(agent, decision)).map(({ step }) => step);
    for (const once of ['submitted', 'approved', 'executed'] as const)
      if (steps.filter((step) => step === once).length !== 1) deviations.push(`${id} went ${steps.join(', ')}`);
  };
  await inLanes(
    ids.length,
    () => ({ close: () => undefined }),
    (_none, nth) => look(ids[nth] ?? ''),
    8,
  );
  const waits = resumed.map((one) => latenessOf(outages, one));
  return {
    lost,
    deviations,
    latestMs: Math.max(0, ...waits),
    late: waits.filter((wait) => wait > LATE_MS).length,
    calledAgain: called.filter((one) => one.calls > 1).length,
    struck: struck(outages, resumed),
  };
};
