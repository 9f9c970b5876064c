import { askForReset, useReset } from '@holdfast/protocol/identity/password-resets';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import { createAskForReset, type AskForResetParts } from './ask-for-reset.ts';
import { createUseReset, type UseResetParts } from './use-reset.ts';

export const resetRoutes = (parts: AskForResetParts & UseResetParts): readonly Endpoint[] => {
  const ask = createAskForReset(parts);
  const use = createUseReset(parts);
  return [on(askForReset, (ctx, { body }) => ask(ctx, body.email)), on(useReset, (ctx, { body }) => use(ctx, body))];
};
