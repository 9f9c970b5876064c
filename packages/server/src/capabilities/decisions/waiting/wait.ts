import type { EventOf } from '@holdfast/protocol/contract';
import type { Decision } from '@holdfast/protocol/decisions/decision';
import type { followDecision } from '@holdfast/protocol/decisions/decisions';
import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import { find, summarise } from '../looking.ts';
import type { DecisionsParts } from '../parts.ts';
import { isOpen } from '../rules/state.ts';
import type { Bell } from './bell.ts';
import { statesOf, type Asking } from './states.ts';

export interface WaitingParts extends DecisionsParts {
  readonly bell: Bell;
}

/** Until it is decided, or so many seconds. What was decided before, by its deadline too, is answered at once. */
export const wait = async (parts: WaitingParts, ctx: Asking, { id, seconds, returned }: Waiting): Promise<Decision> => {
  const untilMs = ctx.clock.elapsed() + seconds * 1000;
  for await (const state of statesOf(parts.bell, ctx, { id, untilMs })) {
    if (!isOpen(state) || state.is_late === true || (returned && state.status === 'returned')) break;
  }
  return find(parts, ctx, id);
};

interface Waiting {
  readonly id: DecisionId;
  readonly seconds: number;
  /** Also until its asker is to say more. */
  readonly returned: boolean;
}

/** Whoever comes back with the version that they saw last is told only of what is newer. */
export async function* follow(
  parts: WaitingParts,
  ctx: Asking,
  { id, seen, leave }: Following,
): AsyncGenerator<EventOf<typeof followDecision>, void, void> {
  // it may have gone on between the look at its state and the look at the whole
  let told = seen;
  try {
    for await (const { version } of statesOf(parts.bell, ctx, { id, untilMs: Number.POSITIVE_INFINITY })) {
      if (String(version) === told) continue;
      const data = await summarise(parts, ctx, id);
      told = String(data.version);
      yield { id: told, event: isOpen(data) ? 'changed' : 'decided', data };
    }
  } finally {
    leave();
  }
}

interface Following {
  readonly id: DecisionId;
  readonly seen: string | undefined;
  /** Gives back the place that its follower has taken. */
  readonly leave: () => void;
}
