import type { Decision } from '@holdfast/protocol/decisions/decision';
import type { Caller } from '../identity/caller.ts';
import { expectBody } from '../oracles/expect-answer.ts';

export const DECISIONS = '/api/v1/decisions';

/** Asks for a decision; whatever is not named is as short as it may be. */
export const askFor = async (asker: Caller, more: object = {}): Promise<Decision> => {
  const body = { kind: 'refund', title: 'Refund order 17', arguments: { order: 17, cents: 4200 }, ...more };
  return expectBody<Decision>(await asker.ask('POST', DECISIONS, { body }), 201);
};

/** Does something with a decision as it is now. */
export const act = async (
  decider: Caller,
  { id }: Pick<Decision, 'id'>,
  does: string,
  body: object = {},
): Promise<Decision> => {
  const { version } = expectBody<Decision>(await decider.ask('GET', `${DECISIONS}/${id}`), 200);
  const headers = { 'if-match': `"${version}"` };
  return expectBody<Decision>(await decider.ask('POST', `${DECISIONS}/${id}/${does}`, { body, headers }), 200);
};
