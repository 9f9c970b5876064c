import { type DecisionBypass, endBypass } from '@holdfast/protocol/decisions/bypasses';
import { type Deed, deed } from '../../deeds/deed.ts';

export const ending = (bypass: DecisionBypass): Deed =>
  deed({
    act: 'End it',
    ask: (holdfast) => holdfast.bodyOf(endBypass, { params: { bypass_id: bypass.id } }),
    done: () => `It is over: people decide ${bypass.kinds.join(', ')} again.`,
  });
