import { setUpInstance } from '../../src/identity/instance.ts';
import { signInBrowser } from '../../src/identity/browser.ts';
import { signIn } from '../../src/identity/person.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

export default scenario({
  id: 'IDN-06',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab'],
  weight: 'important',
  claim: 'Signing out of one device ends that sign-in and no other; signing out everywhere ends all of them.',
  async run({ lab }) {
    const node = await lab.node({ entry: 'product' });
    const { operator } = await setUpInstance(node);
    const [laptop, phone] = [await signInBrowser(node, operator), await signIn(node, 'a phone', operator)];
    const cookie = `hf_signin=${laptop.cookie('hf_signin') ?? ''}`;
    const { items } = expectBody<{ items: unknown[] }>(await phone.ask('GET', '/api/v1/me/sign-ins'), 200);
    expectSame(items.length, 3, 'all sign-ins are listed: the first one, the laptop and the phone');

    expectAnswer(await laptop.ask('POST', '/api/v1/sign-out'), 204);
    expectSame(laptop.cookie('hf_signin'), undefined, 'the browser is told to forget its cookie');
    expectAnswer(await node.http('GET', '/api/v1/me', { headers: { cookie } }), 401, 'unauthenticated');
    expectAnswer(await phone.ask('GET', '/api/v1/me'), 200);

    expectAnswer(await phone.ask('POST', '/api/v1/sign-out-everywhere'), 204);
    for (const device of [phone, operator]) expectAnswer(await device.ask('GET', '/api/v1/me'), 401, 'unauthenticated');
    expectAnswer(await (await signIn(node, 'again', operator)).ask('GET', '/api/v1/me'), 200);
  },
});
