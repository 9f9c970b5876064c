import { signIn, signOut, signOutEverywhere } from '@holdfast/protocol/identity/sign-in';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import { accountIdOf } from '../account-id-of.ts';
import type { SignIn } from './sign-in.ts';
import type { EndSignIns } from './sign-out.ts';
import type { OpenContext } from '../../../platform/http/context.ts';

export interface SignInRoutes {
  readonly comeIn: SignIn;
  readonly goOut: (ctx: OpenContext) => Promise<undefined>;
  readonly end: EndSignIns;
}

export const signInRoutes = ({ comeIn, goOut, end }: SignInRoutes): readonly Endpoint[] => [
  on(signIn, (ctx, { body }) => comeIn(ctx, body)),
  on(signOut, (ctx) => goOut(ctx)),
  on(signOutEverywhere, async (ctx) => void (await end(ctx, accountIdOf(ctx.principal), {}))),
];
