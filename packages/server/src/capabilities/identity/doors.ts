import type { Endpoint } from '../../platform/http/endpoint.ts';
import { createChangeMe } from './me/change-me.ts';
import { createChangePassword } from './me/change-password.ts';
import { createCheckOwnPassword } from './me/own-secret.ts';
import { createProve } from './me/prove.ts';
import { createReplaced } from './me/replaced.ts';
import { meRoutes } from './me/routes.ts';
import { setupRoutes } from './setup/routes.ts';
import { createSetUp } from './setup/setup.ts';
import type { SetupToken } from './setup/setup-token.ts';
import type { Shared } from './shared.ts';
import { createCheckPassword } from './sign-ins/check-password.ts';
import { signInRoutes } from './sign-ins/routes.ts';
import { createSignIn } from './sign-ins/sign-in.ts';
import { createEndSignIns, createSignOut } from './sign-ins/sign-out.ts';

/** How people come in, what they do about themselves, and how they go. */
export const createDoors = (shared: Shared, token: SetupToken): readonly Endpoint[] => {
  const { endOpen, issuers, mail } = shared;
  const end = createEndSignIns(shared);
  const own = { ...shared, checkOwn: createCheckOwnPassword(shared), replaced: createReplaced(endOpen) };
  return [
    ...setupRoutes({
      ...shared,
      begin: createSetUp({ ...shared, token }),
      mail: mail.isConfigured,
      issuers: issuers.all,
    }),
    ...signInRoutes({
      comeIn: createSignIn({ ...shared, checkPassword: createCheckPassword(shared) }),
      goOut: createSignOut(shared, end),
      end,
    }),
    ...meRoutes({
      ...shared,
      end,
      change: createChangeMe(shared),
      setPassword: createChangePassword(own),
      prove: createProve(own),
    }),
  ];
};
