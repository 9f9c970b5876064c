import { createHttp, type Answer } from '../../src/http.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { trySignIn } from '../../src/identity/person.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const INJECTIONS = [
  "admin'--",
  "' OR '1'='1",
  "' OR 1=1 --",
  "') OR ('1'='1",
  '" OR ""="',
  "'; drop table auth.accounts; --",
  "' UNION SELECT * FROM auth.accounts --",
  '$$||(select password_hash from auth.accounts)||$$',
  "%' AND pg_sleep(5) --",
  "\\'; select 1; --",
  '{"$ne":null}',
];

const BYPASSED = 'what is written into a field is never read as SQL';

const expectRefused = ({ status, asked, body }: Answer): void =>
  expectThat([400, 401, 404, 422].includes(status), BYPASSED, { status, asked, body });

export default scenario({
  id: 'IDN-12',
  kind: 'security',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim: 'SQL in an e-mail, a password, a token, a key, a cookie or an id opens nothing and breaks nothing.',
  async run({ lab, report }) {
    const node = await lab.node({ entry: 'product' });
    const { operator } = await setUpInstance(node);
    const http = createHttp(node.url);
    for (const text of INJECTIONS) {
      const encoded = encodeURIComponent(text);
      const answers = [
        await trySignIn(node, { email: text, password: operator.password }),
        await trySignIn(node, { email: `a${encoded}@example.com`, password: operator.password }),
        await trySignIn(node, { email: operator.email, password: text }),
        await http('GET', '/api/v1/me', { headers: { authorization: `Bearer ${text}` } }),
        await http('GET', '/api/v1/me', { headers: { authorization: `Bearer hf_${text}` } }),
        await http('GET', '/api/v1/me', {
          headers: { authorization: `Basic ${Buffer.from(`${text}:${text}`).toString('base64')}` },
        }),
        await http('GET', '/api/v1/me', { headers: { cookie: `hf_signin=${text}; hf_device=${text}` } }),
        await operator.ask('DELETE', `/api/v1/me/sign-ins/${encoded}`),
        await http('POST', '/api/v1/setup', { body: { setup_token: text } }),
      ];
      for (const answer of answers) expectRefused(answer);
      const odd = await operator.ask('GET', '/api/v1/me', { headers: { 'holdfast-workspace': text } });
      expectAnswer(odd, 200);
    }
    report.figure('fields tried', INJECTIONS.length * 10);
    // the account's guard has refused long since; whoever is signed in sees that it is all there
    expectAnswer(await operator.ask('GET', '/api/v1/me'), 200);
    expectAnswer(await operator.ask('GET', '/api/v1/me/sign-ins'), 200);
  },
});
