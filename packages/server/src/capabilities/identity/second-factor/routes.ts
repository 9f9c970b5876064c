import {
  beginSecondFactor,
  confirmSecondFactor,
  getSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from '@holdfast/protocol/identity/second-factor';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import { createConfirm, type ConfirmParts } from './confirm.ts';
import { createSecondFactor } from './second-factor.ts';

export const secondFactorRoutes = (parts: ConfirmParts): readonly Endpoint[] => {
  const own = createSecondFactor(parts);
  const confirm = createConfirm(parts);
  return [
    on(getSecondFactor, (ctx) => own.see(ctx)),
    on(beginSecondFactor, (ctx) => own.begin(ctx)),
    on(confirmSecondFactor, (ctx, { body }) => confirm(ctx, body.code)),
    on(removeSecondFactor, (ctx) => own.remove(ctx)),
    on(renewRecoveryCodes, (ctx) => own.renewCodes(ctx)),
  ];
};
