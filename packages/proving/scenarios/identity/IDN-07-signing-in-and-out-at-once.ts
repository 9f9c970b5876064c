import { setUpInstance } from '../../src/identity/instance.ts';
import { signIn } from '../../src/identity/person.ts';
import { times } from '../../src/load.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const AT_ONCE = 10;

export default scenario({
  id: 'IDN-07',
  kind: 'concurrency',
  tier: 'pr',
  needs: ['lab'],
  weight: 'important',
  claim:
    'Who signs in ten times at once has ten sign-ins, and signing out of one twice at once ends that one, twice answered alike.',
  async run({ lab, repeat, report }) {
    const node = await lab.node({ entry: 'product' });
    const { operator } = await setUpInstance(node);
    await repeat(3, async () => {
      const devices = await times(AT_ONCE, (index) => signIn(node, `device ${index}`, operator));
      expectSame(new Set(devices.map(({ token }) => token)).size, AT_ONCE, 'each sign-in is one of its own');
      for (const answer of await Promise.all(devices.map((device) => device.ask('GET', '/api/v1/me'))))
        expectAnswer(answer, 200);
      for (const device of devices) {
        const out = await times(2, () => device.ask('POST', '/api/v1/sign-out'));
        for (const answer of out) expectAnswer(answer, 204);
        expectAnswer(await device.ask('GET', '/api/v1/me'), 401, 'unauthenticated');
      }
      const { items } = expectBody<{ items: unknown[] }>(await operator.ask('GET', '/api/v1/me/sign-ins'), 200);
      expectSame(items.length, 1, 'nobody else was signed out');
    });
    report.figure('sign-ins at once', AT_ONCE);
  },
});
