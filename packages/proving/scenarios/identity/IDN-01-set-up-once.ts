import { startDeployment } from '../../src/lab/deployment.ts';
import type { Node } from '../../src/lab/node.ts';
import { readSetupToken, trySetUp } from '../../src/identity/instance.ts';
import { passwordOf, trySignIn, type Secrets } from '../../src/identity/person.ts';
import { times } from '../../src/load.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const TRIES = 10;
const INSTANCES = 3;

const LEFT = `
  select (select count(*)::int from auth.accounts) as accounts, (select count(*)::int from identity.workspaces) as workspaces,
         (select count(*)::int from identity.members) as members, (select count(*)::int from auth.sign_ins) as sign_ins,
         (select count(*)::int from auth.setup_tokens) as tokens`;

const secretsOf = (index: number): Secrets => ({
  email: `first${index}@example.com`,
  password: passwordOf(`${index}`),
});

const expectOneSetUp = async (nodes: readonly Node[]): Promise<void> => {
  // each node has a token of its own; both open the instance
  const tokens = await Promise.all(nodes.map(readSetupToken));
  const answers = await times(TRIES, async (index) => {
    const at = index % nodes.length;
    return { index, answer: await trySetUp(nodes[at] as Node, tokens[at] as string, secretsOf(index)) };
  });
  const [winner, ...others] = answers.filter(({ answer }) => answer.status === 201);
  expectThat(winner !== undefined && others.length === 0, 'of all who set an instance up at once, one does', {
    statuses: answers.map(({ answer }) => answer.status),
  });
  for (const { answer } of answers) if (answer !== winner.answer) expectAnswer(answer, 409, 'already_set_up');
  for (const node of nodes) {
    expectSame(
      expectBody<{ done: boolean }>(await node.http('GET', '/api/v1/setup'), 200).done,
      true,
      'both nodes know that the instance is set up',
    );
    expectAnswer(await trySetUp(node, tokens[0] as string, secretsOf(99)), 409, 'already_set_up');
    expectAnswer(await trySignIn(node, secretsOf(winner.index)), 200);
    expectAnswer(await trySignIn(node, secretsOf((winner.index + 1) % TRIES)), 401, 'wrong_credentials');
  }
};

export default scenario({
  id: 'IDN-01',
  kind: 'concurrency',
  tier: 'pr',
  needs: ['lab', 'database', 'redis'],
  weight: 'critical',
  claim:
    'Of ten who set an instance up at once, over two nodes, one makes the first account and nine are told that it is set up.',
  async run({ lab, repeat }) {
    await repeat(INSTANCES, async () => {
      const { database, members } = await startDeployment(lab, 2, { entry: 'product' });
      const nodes = members.map(({ node }) => node);
      await expectOneSetUp(nodes);
      const admin = await database.asAdmin();
      const [left] = await admin.query(LEFT);
      await admin.close();
      expectSame(
        left,
        { accounts: 1, workspaces: 1, members: 1, sign_ins: 3, tokens: 0 },
        'one account is left, and no token that could make another',
      );
      await Promise.all(nodes.map((node) => node.stop()));
      await database.stop();
    });
  },
});
