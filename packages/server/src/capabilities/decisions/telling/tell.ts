import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import { inTurn } from '../../../platform/database/in-turn.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import { handlesTogether, type JobHandler } from '../../../platform/jobs/handler.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import type { Notice, Notify } from '../../notifications/index.ts';
import type { DecisionsParts } from '../parts.ts';
import { isOpen } from '../rules/state.ts';
import { readSummaries } from './store.ts';
import { remindOf } from './remind.ts';
import { NEARING, tellOfDecision, type ToTell } from './tell-job.ts';
import { whoIsNeeded } from './who.ts';
import { wordsFor } from './words.ts';

export interface TellingParts extends Pick<DecisionsParts, 'people' | 'namesOf'> {
  readonly notify: Notify;
  readonly jobs: Jobs;
}

const AT_ONCE = 100;
/** More members are not told of one. */
const MOST_TOLD = 500;

/** Tells members of decisions that need them, and settles what they were told before of those that do not any more. */
export const tellsOfDecisions = (parts: TellingParts): JobHandler =>
  handlesTogether(tellOfDecision, AT_ONCE, async (items, run) => {
    await run.db.write(async (tx) => {
      // whoever is told of what was decided at the same moment would not be told that it is over
      await inTurn(tx, 'telling of decisions');
      await tell(
        parts,
        tx,
        items.map(({ payload }) => payload),
      );
      await run.finish(tx);
    });
  });

const tell = async (parts: TellingParts, tx: Write, all: readonly ToTell[]): Promise<void> => {
  const latest = latestOf(all);
  const [decisions, members] = await Promise.all([
    readSummaries(tx, [...latest.keys()]),
    parts.people.deciders(tx, { after: undefined, most: MOST_TOLD }),
  ]);
  const names = await parts.namesOf(tx, [...new Set(decisions.map(({ asker_id: id }) => id))]);
  const needing = decisions.flatMap((decision) => {
    const toTell = latest.get(decision.id);
    const needed = toTell && whoIsNeeded(toTell, decision, members);
    return toTell === undefined || needed === undefined ? [] : [{ toTell, decision, needed }];
  });
  const notices = needing.map(({ toTell, decision, needed }): Notice => ({
    ...needed,
    ...wordsFor(toTell, decision, names.get(decision.asker_id)),
    cause: toTell.step === NEARING ? `${toTell.event_id} ${NEARING}` : toTell.event_id,
    path: `/decisions/${decision.id}`,
    object: decision.id,
  }));
  const over = decisions.filter((decision) => !isOpen(decision)).map(({ id }) => id);
  // what was told before of one that needs somebody anew is old
  await parts.notify.settle(tx, [...over, ...notices.map(({ object }) => object)]);
  await parts.notify.tell(tx, notices);
  await remindOf(parts, tx, needing);
};

/** Of several things that were done with a decision only the last can need somebody. */
const latestOf = (all: readonly ToTell[]): ReadonlyMap<DecisionId, ToTell> => {
  const latest = new Map<DecisionId, ToTell>();
  for (const one of all) {
    const known = latest.get(one.decision_id);
    if (known === undefined || known.version < one.version) latest.set(one.decision_id, one);
  }
  return latest;
};
