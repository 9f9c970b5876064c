import type { SignedIn } from '@holdfast/protocol/identity/account';
import { createBrowser } from '../../src/identity/browser.ts';
import { nobodyAt, type Caller } from '../../src/identity/caller.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { signIn, trySignIn, type Secrets } from '../../src/identity/person.ts';
import type { Answer } from '../../src/http.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const MISSING = [{}, { email: 'operator@example.com' }, { password: 'x' }, [], '"text"', 'null', '7'];
const MALFORMED = ['{', '{"email":', 'email=a&password=b', '\u0000', '[[[[[['];

/** Everything but the trace, which is another for each request. */
const withoutTrace = ({ status, body }: Answer): unknown => ({ status, body: { ...(body as object), trace_id: '' } });

const expectBadRequests = async (nobody: Caller): Promise<void> => {
  for (const body of MISSING) expectAnswer(await nobody.ask('POST', '/api/v1/sign-in', { body }), 422, 'invalid');
  for (const body of MALFORMED) expectAnswer(await nobody.ask('POST', '/api/v1/sign-in', { body }), 400);
};

/** Whoever is wrong is told the same, whatever of it is wrong. */
const expectAlike = async (place: Caller['place'], { email, password }: Secrets): Promise<void> => {
  const wrong = expectAnswer(
    await trySignIn(place, { email, password: 'not this one at all' }),
    401,
    'wrong_credentials',
  );
  const others = [
    { email: 'nobody@example.com', password },
    { email, password: `${password} ` },
    { email, password: password.slice(0, -1) },
    { email, password: password.toUpperCase() },
  ];
  for (const other of others)
    expectSame(
      withoutTrace(await trySignIn(place, other)),
      withoutTrace(wrong),
      'every wrong sign-in is answered alike',
    );
};

export default scenario({
  id: 'IDN-02',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim:
    'The right password opens, a wrong one and an unknown e-mail are answered alike, and what is missing or malformed is told by its field.',
  async run({ lab }) {
    const node = await lab.node({ entry: 'product' });
    const { operator } = await setUpInstance(node);
    const token = await signIn(node, 'the operator', operator);
    const { account } = expectBody<SignedIn['me']>(await token.ask('GET', '/api/v1/me'), 200);
    expectSame(account.email, operator.email, 'a token of a sign-in is whoever signed in');
    expectAnswer(await trySignIn(node, { ...operator, email: operator.email.toUpperCase() }), 200);

    const browser = createBrowser(node);
    const signedIn = await browser.ask('POST', '/api/v1/sign-in', {
      body: { email: operator.email, password: operator.password },
    });
    expectThat(!JSON.stringify(signedIn.body).includes('token'), 'a browser is given a cookie and no token');
    for (const cookie of signedIn.headers.getSetCookie())
      expectThat(/; HttpOnly; SameSite=Lax/.test(cookie), 'no script and no other site is given the cookie', {
        cookie,
      });
    expectAnswer(await browser.ask('GET', '/api/v1/me'), 200);

    await expectAlike(node, operator);
    await expectBadRequests(nobodyAt(node));
  },
});
