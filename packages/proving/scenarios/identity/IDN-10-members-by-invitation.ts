import type { Problem } from '@holdfast/protocol/problem';
import { nobodyAt } from '../../src/identity/caller.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { passwordOf } from '../../src/identity/person.ts';
import type { Answer } from '../../src/http.ts';
import { times } from '../../src/load.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const AT_ONCE = 10;
const WEAK = ['short', 'password1234', 'aaaaaaaaaaaa', 'new.person@example.com'];

const expectField = (answer: Answer, field: string): void => {
  expectAnswer(answer, 422, 'invalid');
  const { errors = [] } = answer.body as Problem;
  expectThat(
    errors.length > 0 && errors.every(({ pointer }) => pointer === `/body/${field}`),
    `${answer.asked} names ${field}`,
    { errors },
  );
};

/** Of all that were asked at once, one succeeds; the others are told why not. */
const expectOne = (
  answers: readonly Answer[],
  status: number,
  otherwise: readonly [number, 'already_invited' | 'token_unusable'],
): Answer => {
  const [winner, ...others] = answers.filter((answer) => answer.status === status);
  expectThat(winner !== undefined && others.length === 0, `of ${answers.length} at once, one succeeds`, {
    statuses: answers.map((answer) => answer.status),
  });
  for (const answer of answers) if (answer !== winner) expectAnswer(answer, ...otherwise);
  return winner;
};

export default scenario({
  id: 'IDN-10',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'important',
  claim:
    'An e-mail is invited once and becomes a member once, in whatever case it is written and however many try; what is wrong with a wish is told by its field.',
  async run({ lab }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { admin, ...space } = await (await setUpInstance(node)).workspace('Invited');
    const email = 'new.person@example.com';
    const invite = (body: object): Promise<Answer> => admin.ask('POST', '/api/v1/invitations', { body });
    const accept = (body: object): Promise<Answer> =>
      nobodyAt(node).ask('POST', '/api/v1/invitations/accept', { body });

    expectField(await invite({ email: 'new.person', role: 'viewer' }), 'email');
    expectField(await invite({ email: 'new person@example.com', role: 'viewer' }), 'email');
    expectField(await invite({ email, role: 'emperor' }), 'role');

    const spellings = [email, email.toUpperCase(), 'New.Person@Example.com'];
    const invited = await times(AT_ONCE, (index) =>
      invite({ email: spellings[index % spellings.length], role: 'viewer' }),
    );
    const made = expectBody<{ link: string }>(expectOne(invited, 201, [409, 'already_invited']), 201);
    const token = new URL(made.link).hash.slice(1);

    for (const password of WEAK) expectField(await accept({ token, name: 'New Person', password }), 'password');
    expectField(await accept({ token, password: passwordOf('new') }), 'name');
    const accepted = await times(AT_ONCE, () => accept({ token, name: 'New Person', password: passwordOf('new') }));
    expectOne(accepted, 200, [404, 'token_unusable']);

    for (const spelling of spellings)
      expectAnswer(await invite({ email: spelling, role: 'admin' }), 409, 'already_member');
    const [listed] = expectBody<{ items: { id: string; role: string }[] }>(
      await admin.ask('GET', '/api/v1/members?role=viewer'),
      200,
    ).items;
    expectSame(listed?.role, 'viewer', 'they are what they were invited as');
    const headers = { 'if-match': '"1"' };
    expectAnswer(
      await admin.ask('PATCH', `/api/v1/members/${listed?.id ?? ''}`, { body: { active: false }, headers }),
      200,
    );
    expectAnswer(await invite({ email, role: 'viewer' }), 409, 'already_member');

    expectAnswer(await admin.ask('DELETE', `/api/v1/members/${listed?.id ?? ''}`), 204);
    const again = await space.invite(email, 'analyst');
    expectAnswer(await accept({ token: again.token, password: 'not the password of old' }), 401, 'wrong_credentials');
    expectAnswer(await accept({ token: again.token, password: passwordOf('new') }), 200);
  },
});
