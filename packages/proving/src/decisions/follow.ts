import type { Decision, DecisionSummary } from '@holdfast/protocol/decisions/decision';
import type { Caller } from '../identity/caller.ts';
import { expectAnswer } from '../oracles/expect-answer.ts';
import { DECISIONS } from './house.ts';

export interface Followed {
  readonly id: string;
  readonly event: string;
  readonly data: DecisionSummary;
}

const fieldOf = (block: string, name: string): string => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1] ?? '';

/** All that the stream of a decision says until it ends by itself, which is with its outcome. */
export const followToEnd = async (
  caller: Caller,
  { id }: Pick<Decision, 'id'>,
  lastEventId?: string,
): Promise<readonly Followed[]> => {
  const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  const { body } = expectAnswer(await caller.ask('GET', `${DECISIONS}/${id}/events`, { headers }), 200);
  return String(body)
    .split('\n\n')
    .filter((block) => fieldOf(block, 'data') !== '')
    .map((block) => ({
      id: fieldOf(block, 'id'),
      event: fieldOf(block, 'event'),
      // the contract says what it is
      data: JSON.parse(fieldOf(block, 'data')) as DecisionSummary,
    }));
};
