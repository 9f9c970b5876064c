import type { Member } from '@holdfast/protocol/identity/members';
import type { SignedIn } from '@holdfast/protocol/identity/account';
import { nobodyAt, type Caller } from '../../src/identity/caller.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { personOf, type Person } from '../../src/identity/person.ts';
import { codeAt } from '../../src/identity/totp.ts';
import type { Answer } from '../../src/http.ts';
import type { Node } from '../../src/lab/node.ts';
import { times } from '../../src/load.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const PATH = '/api/v1/me/second-factor';
const STEP_MS = 30_000;
/** Fewer than what holds an account back. */
const AT_ONCE = 8;
const FINDER = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];

interface Begun {
  readonly secret: string;
  readonly otpauth_uri: string;
  readonly qr: readonly string[];
}

/** An authenticator whose clock, and the node's, goes on to the next code whenever one is needed. */
const createAuthenticator = (node: Node) => {
  let shifted = 0;
  return async (secret: string): Promise<string> => {
    shifted += STEP_MS;
    await node.shiftClock(shifted);
    return codeAt(secret, Date.now() + shifted);
  };
};

const confirm = (caller: Caller, code: string): Promise<Answer> =>
  caller.ask('POST', `${PATH}/confirm`, { body: { code } });

const signInWith = ({ place, email, password }: Person, shown: object): Promise<Answer> =>
  nobodyAt(place).ask('POST', '/api/v1/sign-in', { body: { email, password, token: true, ...shown } });

const expectEnrolment = ({ secret, otpauth_uri, qr }: Begun, email: string): void => {
  const uri = new URL(otpauth_uri);
  const label = decodeURIComponent(uri.pathname).split(':').at(-1);
  expectSame([uri.protocol, uri.host, label], ['otpauth:', 'totp', email], 'the URI is one for an authenticator');
  expectSame(uri.searchParams.get('secret'), secret, 'the URI holds the secret');
  expectThat(
    qr.every((row) => row.length === qr.length && /^[01]+$/.test(row)),
    'the QR code is a square of dark and light',
  );
  expectSame(
    qr.slice(0, FINDER.length).map((row) => row.slice(0, FINDER.length)),
    FINDER,
    'it can be found',
  );
};

/** Of those who show the same at once, one comes in and nobody is told why the others do not. */
const expectOneComesIn = async (person: Person, shown: object): Promise<void> => {
  const answers = await times(AT_ONCE, () => signInWith(person, shown));
  const [winner, ...others] = answers.filter(({ status }) => status === 200);
  expectThat(winner !== undefined && others.length === 0, 'of those who show one code at once, one comes in', {
    statuses: answers.map(({ status }) => status),
  });
  for (const answer of answers) if (answer !== winner) expectAnswer(answer, 401, 'wrong_credentials');
};

export default scenario({
  id: 'IDN-08',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'A second factor is asked for from the first code on that was shown; a code counts once, a recovery code once, and an admin can take it away.',
  async run({ lab }) {
    const node = await lab.node({ database: await lab.database() });
    const nextCode = createAuthenticator(node);
    const instance = await setUpInstance(node);
    const space = await instance.workspace('Guarded');
    const [joined] = await space.members('analyst', 1);
    if (joined === undefined) throw new Error('one was asked for');

    expectAnswer(await confirm(joined, '123456'), 409, 'conflict');
    const begun = expectBody<Begun>(await joined.ask('POST', PATH), 201);
    expectEnrolment(begun, joined.email);
    expectAnswer(await signInWith(joined, {}), 200);
    expectAnswer(await confirm(joined, '12345a'), 422, 'invalid');
    expectAnswer(await confirm(joined, '000000'), 401, 'wrong_credentials');
    const first = await nextCode(begun.secret);
    const signedIn = expectBody<SignedIn & { recovery_codes: string[] }>(await confirm(joined, first), 200);
    const guarded = personOf(node, joined.name, joined, signedIn);
    expectAnswer(await joined.ask('GET', '/api/v1/me'), 401, 'unauthenticated');
    expectAnswer(await guarded.ask('GET', '/api/v1/me'), 200);

    expectAnswer(await signInWith(guarded, {}), 401, 'code_needed');
    expectAnswer(await signInWith(guarded, { code: '12345' }), 422, 'invalid');
    expectAnswer(await signInWith(guarded, { code: first }), 401, 'wrong_credentials');
    await expectOneComesIn(guarded, { code: await nextCode(begun.secret) });

    const [recovery = '', spare = ''] = signedIn.recovery_codes;
    const shown = recovery.toUpperCase().replaceAll('-', ' ');
    expectAnswer(await signInWith(guarded, { recovery_code: shown }), 200);
    expectAnswer(await signInWith(guarded, { recovery_code: recovery }), 401, 'wrong_credentials');

    const members = expectBody<{ items: Member[] }>(await space.admin.ask('GET', '/api/v1/members'), 200).items;
    const { id } = members.find(({ email }) => email === guarded.email) ?? { id: '' };
    expectAnswer(await space.admin.ask('DELETE', `/api/v1/members/${id}/second-factor`), 204);
    expectAnswer(await signInWith(guarded, {}), 200);
    // what stood in for it is gone with it
    const again = expectBody<Begun>(await guarded.ask('POST', PATH), 201);
    const renewed = expectBody<SignedIn>(await confirm(guarded, await nextCode(again.secret)), 200);
    expectThat(renewed.token !== undefined, 'whoever sets one up anew goes on');
    expectAnswer(await signInWith(guarded, { recovery_code: spare }), 401, 'wrong_credentials');
  },
});
