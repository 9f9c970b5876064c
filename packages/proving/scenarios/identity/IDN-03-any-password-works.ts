import type { SignedIn } from '@holdfast/protocol/identity/account';
import { setUpInstance } from '../../src/identity/instance.ts';
import { personOf, trySignIn, type Person } from '../../src/identity/person.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { scenario } from '../../src/scenario.ts';

const ascending = Array.from({ length: 95 }, (_nothing, index) => String.fromCodePoint(32 + index));
// in order they would count up, which is no good password
const printable = [...ascending.slice(48), ...ascending.slice(0, 48)].join('');

const PASSWORDS: Readonly<Record<string, string>> = {
  'every printable character': printable,
  'blanks at both ends': '   between blanks   ',
  emoji: '\u{1f600}\u{1f680}\u{1f9ea}\u{1f40c}\u{1f33b}\u{1f4da}\u{1f3b2}\u{1f9ca}\u{1f525}\u{1f30a}\u{1f3d4}\u{1f9ed}',
  'a family of emoji': '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466} sits by the sea',
  '128 characters': 'a7#x'.repeat(31) + 'tail',
  '1,024 characters': 'k9&Q \u00fc\u6f22\u{1f600} lantern'.repeat(64),
  'other scripts': '\u0440\u0430\u0437\u043d\u044b\u0435 \u5b57\u4f53 \u0627\u0644\u0639\u0631\u0628\u064a\u0629',
  'quotes and escapes': `"\\'\`\u0001\t\n\r</script>%00%s{{7*7}}$(id)`,
};

const QUARTER_MS = 15 * 60_000;

const change = async (person: Person, password: string): Promise<Person> => {
  const body = { current_password: person.password, new_password: password };
  const answer = await person.ask('POST', '/api/v1/me/password', { body });
  return personOf(person.place, person.name, { ...person, password }, expectBody<SignedIn>(answer, 200));
};

export default scenario({
  id: 'IDN-03',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab'],
  weight: 'important',
  claim:
    'A password of any characters up to 1,024 works exactly as it was written: nothing of it is cut off, trimmed or made alike.',
  async run({ lab, report }) {
    // the probe lets its clock be moved: wrong passwords are counted, and forgotten in time
    const node = await lab.node();
    let { operator } = await setUpInstance(node);
    for (const [round, password] of Object.values(PASSWORDS).entries()) {
      await node.shiftClock(round * QUARTER_MS);
      operator = await change(operator, password);
      expectAnswer(await trySignIn(node, operator), 200);
      const almost = [Array.from(password).slice(0, -1).join(''), `${password} `];
      for (const other of almost)
        expectAnswer(await trySignIn(node, { ...operator, password: other }), 401, 'wrong_credentials');
    }
    operator = await change(operator, 'Caf\u00e9 by the quiet sea');
    for (const other of ['Cafe\u0301 by the quiet sea', 'caf\u00e9 by the quiet sea'])
      expectAnswer(await trySignIn(node, { ...operator, password: other }), 401, 'wrong_credentials');
    report.figure('passwords', Object.keys(PASSWORDS).length);
  },
});
