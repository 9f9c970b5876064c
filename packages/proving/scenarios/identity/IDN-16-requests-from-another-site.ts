import { createBrowser, signInBrowser, type Browser } from '../../src/identity/browser.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const OF_OTHERS: readonly Readonly<Record<string, string>>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'http://127.0.0.1.evil.example' },
  { origin: 'http://127.0.0.1:1' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'content-type': 'text/plain' },
];

const ACTS = [
  ['POST', '/api/v1/sign-out'],
  ['POST', '/api/v1/sign-out-everywhere'],
  ['POST', '/api/v1/me/password'],
  ['POST', '/api/v1/me/proof'],
  ['PATCH', '/api/v1/me'],
  ['POST', '/api/v1/sign-in'],
] as const;

const handshake = (origin: string) => ({
  origin,
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
});

const expectStillIn = async (browser: Browser): Promise<void> => {
  expectAnswer(await browser.ask('GET', '/api/v1/me'), 200);
};

export default scenario({
  id: 'IDN-16',
  kind: 'security',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim:
    'What a page of another site makes a browser send, by HTTP or over a WebSocket, is refused and changes nothing.',
  async run({ lab, report }) {
    const node = await lab.node();
    const { operator } = await setUpInstance(node);
    const browser = await signInBrowser(node, operator);
    for (const headers of OF_OTHERS)
      for (const [method, path] of ACTS)
        expectAnswer(await browser.ask(method, path, { headers, body: '{}' }), 403, 'cross_site');
    await expectStillIn(browser);
    report.figure('requests from another site', OF_OTHERS.length * ACTS.length);

    for (const origin of ['https://evil.example', 'null']) {
      const answer = await browser.ask('GET', '/ws/probe/kitchen', { headers: handshake(origin) });
      expectThat(
        answer.status !== 101 && !answer.headers.has('access-control-allow-origin'),
        'no socket opens for it',
        {
          status: answer.status,
        },
      );
      const read = await browser.ask('GET', '/api/v1/me', { headers: { origin } });
      expectThat(!read.headers.has('access-control-allow-origin'), 'no page of another site may read an answer');
    }
    const mine = createBrowser(node);
    expectAnswer(
      await mine.ask('POST', '/api/v1/sign-in', {
        body: { email: operator.email, password: operator.password },
        headers: { 'sec-fetch-site': 'same-origin' },
      }),
      200,
    );
    expectAnswer(await mine.ask('POST', '/api/v1/sign-out'), 204);
  },
});
