import { crc32 } from 'node:zlib';
import { createHttp, type Answer } from '../../src/http.ts';
import { signInBrowser } from '../../src/identity/browser.ts';
import { setUpInstance, type Instance } from '../../src/identity/instance.ts';
import { signIn } from '../../src/identity/person.ts';
import type { Node } from '../../src/lab/node.ts';
import { times } from '../../src/load.ts';
import { expectAnswer, expectRetryAfter } from '../../src/oracles/expect-answer.ts';
import { expectAtMost, expectThat } from '../../src/oracles/expect-that.ts';
import type { Random } from '../../src/run/random.ts';
import { scenario } from '../../src/scenario.ts';

const GUESSES = 1000;
const AT_ONCE = 50;
/** What of an address is looked at at most: its tries, and what comes back while the guesses last. */
const MOST_LOOKED_AT = 250;
const QUARTER_MS = 15 * 60_000;

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A key as they look, that nobody has. */
const inventKey = (random: Random): string => {
  const text = (length: number) => Array.from({ length }, () => LETTERS.charAt(random.between(0, 61))).join('');
  const body = `hf_${text(16)}_${text(43)}`;
  let [rest, check] = [crc32(body), ''];
  for (let place = 0; place < 6; place += 1) [rest, check] = [Math.floor(rest / 62), LETTERS.charAt(rest % 62) + check];
  return body + check;
};

const from = (address: string) => ({ 'x-forwarded-for': address });

const guess = async (count: number, one: (index: number) => Promise<Answer>): Promise<Answer[]> => {
  const answers: Answer[] = [];
  for (let begun = 0; begun < count; begun += AT_ONCE)
    answers.push(...(await times(AT_ONCE, (index) => one(begun + index))));
  return answers;
};

/** Each is told that it is wrong, or that there were too many and when to come again. */
const expectSlowed = (answers: readonly Answer[]): void => {
  for (const answer of answers.filter(({ status }) => status !== 401)) {
    expectAnswer(answer, 429, 'too_many_tries');
    expectRetryAfter(answer);
  }
  const looked = answers.filter(({ status }) => status === 401).length;
  expectAtMost(looked, MOST_LOOKED_AT, 'guesses', 'of a thousand guesses from one address few are looked at');
};

const guessPasswords = (node: Node, { operator }: Instance, headers: (index: number) => Record<string, string>) =>
  guess(GUESSES, (index) =>
    createHttp(node.url)('POST', '/api/v1/sign-in', {
      body: { email: operator.email, password: `guess number ${index}` },
      headers: headers(index),
    }),
  );

export default scenario({
  id: 'IDN-05',
  kind: 'security',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  capSeconds: 180,
  claim:
    'Of a thousand wrong passwords or keys few are looked at, whatever address a stranger writes into a header; the account answers them as ever, and its owner, other people and other clients go on.',
  async run({ lab, random, report }) {
    const node = await lab.node({ environment: { HOLDFAST_TRUSTED_PROXIES: '127.0.0.1' } });
    const instance = await setUpInstance(node);
    const { operator } = instance;
    const browser = await signInBrowser(node, operator);
    browser.forget('hf_signin');
    const client = await signIn(node, 'a client', operator);

    const passwords = await guessPasswords(node, instance, () => from('198.51.100.1'));
    expectSlowed(passwords);
    report.figure('wrong passwords looked at', passwords.filter(({ status }) => status === 401).length);

    const keys = await guess(GUESSES, () =>
      createHttp(node.url)('GET', '/api/v1/me', { token: inventKey(random), headers: from('198.51.100.2') }),
    );
    expectSlowed(keys);
    report.figure('wrong keys looked at', keys.filter(({ status }) => status === 401).length);

    // from where nobody guessed, the account alone refuses, and says what it always says
    const stranger = { body: { email: operator.email, password: operator.password }, headers: from('198.51.100.3') };
    expectAnswer(await node.http('POST', '/api/v1/sign-in', stranger), 401, 'wrong_credentials');
    expectAnswer(await node.http('GET', '/api/v1/setup', { headers: from('198.51.100.1') }), 200);
    expectAnswer(await client.ask('GET', '/api/v1/me', { headers: from('198.51.100.1') }), 200);
    const again = await browser.ask('POST', '/api/v1/sign-in', { body: stranger.body, headers: from('198.51.100.4') });
    expectAnswer(again, 200);
    await node.shiftClock(QUARTER_MS);
    expectAnswer(await node.http('POST', '/api/v1/sign-in', stranger), 200);

    // without a proxy that is trusted, nobody is whom they say
    const plain = await lab.node();
    const forged = await guessPasswords(plain, await setUpInstance(plain), (index) => from(`203.0.113.${index % 250}`));
    expectSlowed(forged);
    expectThat(
      forged.some(({ status }) => status === 429),
      'a thousand addresses that a stranger makes up are one',
    );
  },
});
