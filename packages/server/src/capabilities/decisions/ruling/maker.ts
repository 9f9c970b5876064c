import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { Maker } from './store.ts';

/** No key decides anything, nor what decides by itself. */
export const makerOf = ({ principal: { kind, id, account } }: Pick<Context, 'principal'>): Maker => {
  if (kind !== 'member' || account === undefined)
    return fail('forbidden', {
      detail: 'What decides by itself is made by a person who is signed in, and by no API key.',
    });
  return { member: id, account };
};
