import { createHttp } from '../../src/http.ts';
import { signInBrowser } from '../../src/identity/browser.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { signIn } from '../../src/identity/person.ts';
import type { Node } from '../../src/lab/node.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { scenario } from '../../src/scenario.ts';

const DAY_MS = 24 * 3600 * 1000;
const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** One letter is another one, here and there. */
const withOtherLetters = (text: string): string[] =>
  [0, 5, Math.floor(text.length / 2), text.length - 2, text.length - 1].map(
    (at) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1),
  );

const forgedTokens = (mine: string, other: string): string[] => {
  const [kind = '', id = '', secret = ''] = mine.split('_');
  const [, otherId = '', otherSecret = ''] = other.split('_');
  return [
    ...withOtherLetters(mine),
    mine.slice(0, -1),
    mine.slice(0, 40),
    `${mine}0`,
    `${kind}_${id}_${otherSecret}`,
    `${kind}_${otherId}_${secret}`,
    `hf_${id.slice(0, 16)}_${secret}`,
    `${encode({ alg: 'none', typ: 'JWT' })}.${encode({ sub: id, role: 'admin' })}.`,
    `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ sub: id })}.${secret}`,
    'null',
    'undefined',
  ];
};

const forgedCookies = (mine: string, other: string): string[] => {
  const [id = '', secret = ''] = mine.split('.');
  const [otherId = '', otherSecret = ''] = other.split('.');
  return [
    ...withOtherLetters(mine),
    mine.slice(0, -1),
    `${mine}0`,
    `${id}.${otherSecret}`,
    `${otherId}.${secret}`,
    `${id}.`,
    `.${secret}`,
    `"${mine}"`,
    mine.replace('.', '%2e'),
    `${mine}; hf_signin=${other}`,
  ];
};

const expectNobody = async (node: Node, headers: Readonly<Record<string, string>>): Promise<void> => {
  expectAnswer(await createHttp(node.url)('GET', '/api/v1/me', { headers }), 401, 'unauthenticated');
};

export default scenario({
  id: 'IDN-04',
  kind: 'security',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim:
    'A token or cookie of a sign-in that was altered, cut short, put together from two, ended or is too old opens nothing.',
  async run({ lab, report }) {
    // the probe lets its clock be moved
    const node = await lab.node();
    const { operator } = await setUpInstance(node);
    const [mine, other] = [await signIn(node, 'mine', operator), await signIn(node, 'other', operator)];
    const [here, there] = [await signInBrowser(node, operator), await signInBrowser(node, operator)];
    const tokens = forgedTokens(mine.token, other.token);
    const cookies = forgedCookies(here.cookie('hf_signin') ?? '', there.cookie('hf_signin') ?? '');
    for (const token of tokens) await expectNobody(node, { authorization: `Bearer ${token}` });
    for (const scheme of ['Basic', 'Digest', 'Token', ''])
      await expectNobody(node, { authorization: `${scheme} ${mine.token}` });
    for (const cookie of cookies) await expectNobody(node, { cookie: `hf_signin=${cookie}` });
    report.figure('forged tokens and cookies', tokens.length + cookies.length);

    await other.ask('POST', '/api/v1/sign-out');
    await expectNobody(node, { authorization: `Bearer ${other.token}` });
    expectAnswer(await mine.ask('GET', '/api/v1/me'), 200);
    await node.shiftClock(8 * DAY_MS);
    await expectNobody(node, { authorization: `Bearer ${mine.token}` });
    await expectNobody(node, { cookie: `hf_signin=${here.cookie('hf_signin') ?? ''}` });
  },
});
