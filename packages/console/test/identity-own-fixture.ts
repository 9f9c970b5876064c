import { changeMe, changePassword, endSignIn, getMe, listSignIns, proveMe } from '@holdfast/protocol/identity/me';
import { listIdentities } from '@holdfast/protocol/identity/oidc';
import {
  beginSecondFactor,
  confirmSecondFactor,
  getSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from '@holdfast/protocol/identity/second-factor';
import { signOutEverywhere } from '@holdfast/protocol/identity/sign-in';
import { ApiProblem, type FixtureRoute, route } from './fixture-route.ts';
import { signIns } from './identity-data.ts';
import { CODE, PASSWORD } from './identity-door-fixture.ts';
import type { Here } from './identity-here.ts';
import { before } from './work-data.ts';

type Given = Readonly<Record<string, string | undefined>>;

const RECOVERY_CODES = ['aaaa', 'bbbb', 'cccc', 'dddd', 'eeee', 'ffff', 'gggg', 'hhhh'].map(
  (four) => `${four}-efgh-ijkl-mnop-qrst`,
);

/** A pattern as large as a real one; what it says is no matter here. */
const QR = Array.from({ length: 33 }, (_, y) =>
  Array.from({ length: 33 }, (__, x) => ((x * 7 + y * 13 + x * y) % 3 === 0 ? '1' : '0')).join(''),
);

/** What the server answers about whoever is signed in. */
export const ownRoutes = (here: Here): readonly FixtureRoute[] => {
  let all = signIns(here.text);
  const refuseWrong = (isRight: boolean): void => {
    if (!isRight) ApiProblem.raise(401, 'wrong_credentials', 'What was shown does not open this.');
  };
  return [
    route(getMe, ({ headers }) => here.me(headers)),
    route(changeMe, ({ body, headers }) => {
      const { name, email } = body as Given;
      if (email !== undefined && !here.isProved) ApiProblem.raise(403, 'proof_needed', 'Show a secret first.');
      here.name = name ?? here.name;
      return here.me(headers);
    }),
    route(changePassword, ({ body, headers }) => {
      refuseWrong((body as Given)['current_password'] === PASSWORD);
      return { me: here.me(headers) };
    }),
    route(proveMe, ({ body, headers }) => {
      const { password, code } = body as Given;
      if (here.hasFactor && code === undefined) ApiProblem.raise(401, 'code_needed', 'Show a code of it.');
      refuseWrong(password === PASSWORD || code === CODE);
      [here.isProved, here.lacks] = [true, null];
      return { me: here.me(headers) };
    }),
    route(listSignIns, () => ({ items: all, next_cursor: null })),
    route(endSignIn, ({ id }) => {
      all = all.filter((one) => one.id !== id);
    }),
    route(signOutEverywhere, () => {
      here.isIn = false;
    }),
    route(listIdentities, () => ({ items: [], next_cursor: null })),
    route(getSecondFactor, () => ({
      state: here.hasFactor ? 'on' : 'off',
      since: here.hasFactor ? before(900_000) : null,
      recovery_codes_left: here.hasFactor ? 2 : 0,
    })),
    route(beginSecondFactor, () => ({
      secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
      otpauth_uri: 'otpauth://totp/Holdfast:ada@example.com?secret=JBSWY3DPEHPK3PXP&issuer=Holdfast',
      qr: QR,
    })),
    route(confirmSecondFactor, ({ body, headers }) => {
      refuseWrong((body as Given)['code'] === CODE);
      [here.hasFactor, here.lacks] = [true, null];
      return { me: here.me(headers), recovery_codes: RECOVERY_CODES };
    }),
    route(removeSecondFactor, () => {
      here.hasFactor = false;
    }),
    route(renewRecoveryCodes, () => ({ recovery_codes: RECOVERY_CODES })),
  ];
};
