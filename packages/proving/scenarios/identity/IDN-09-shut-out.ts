import type { AccountOfInstance } from '@holdfast/protocol/identity/accounts';
import { randomUUID } from 'node:crypto';
import { aboutWorkspace, atPlace, type Caller } from '../../src/identity/caller.ts';
import { setUpInstance, type Instance } from '../../src/identity/instance.ts';
import { passwordOf, trySignIn } from '../../src/identity/person.ts';
import { openSpace, type KeyHolder, type Member, type Space } from '../../src/identity/space.ts';
import { openLine, type OpenLine } from '../../src/identity/open-lines.ts';
import { startDeployment } from '../../src/lab/deployment.ts';
import type { Node } from '../../src/lab/node.ts';
import { until } from '../../src/lab/wait.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectAtMost, expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const AT_ONCE_MS = 1000;

/** Somebody with all that can be open: sockets and streams of their own and of their key, on every node. */
interface Busy {
  readonly member: Member;
  readonly key: KeyHolder;
  readonly lines: readonly OpenLine[];
}

const makeBusy = async (space: Space, nodes: readonly Node[], signal: AbortSignal): Promise<Busy> => {
  const [member] = await space.members('admin', 1);
  if (member === undefined) throw new Error('one was asked for');
  const key = await openSpace(space.id, aboutWorkspace(member, space.id)).key(['assistant:chat', 'work:read']);
  const lines = nodes.flatMap((node) => [
    openLine(atPlace(member, node), signal),
    openLine(atPlace(key, node), signal),
  ]);
  await Promise.all(lines.map(({ ready }) => ready));
  return { member, key, lines };
};

type ShutOut = (instance: Instance, space: Space, member: Member) => Promise<unknown>;

const WAYS: Readonly<Record<string, ShutOut>> = {
  'shut out of the workspace': async (_instance, { admin }, { member }) =>
    expectAnswer(
      await admin.ask('PATCH', `/api/v1/members/${member}`, {
        body: { active: false },
        headers: { 'if-match': '"1"' },
      }),
      200,
    ),
  'taken out of the workspace': async (_instance, { admin }, { member }) =>
    expectAnswer(await admin.ask('DELETE', `/api/v1/members/${member}`), 204),
  'shut out of the instance': async ({ operator }, _space, { account, email }) => {
    const path = `/api/v1/accounts?email=${encodeURIComponent(email)}`;
    const [found] = expectBody<{ items: AccountOfInstance[] }>(await operator.ask('GET', path), 200).items;
    const headers = { 'if-match': `"${found?.version ?? 0}"` };
    expectAnswer(await operator.ask('PATCH', `/api/v1/accounts/${account}`, { body: { active: false }, headers }), 200);
  },
};

/** Milliseconds until a request of somebody is refused. */
const refusedAfter = async (caller: Caller, path: string, since: number, signal: AbortSignal): Promise<number> => {
  await until(`${caller.name} to be refused`, { seconds: 10, signal }, async () => {
    const { status } = await caller.ask('GET', path);
    return status === 401 || status === 403;
  });
  return performance.now() - since;
};

const shutOut = async (
  instance: Instance,
  space: Space,
  nodes: readonly Node[],
  { way, signal }: { readonly way: ShutOut; readonly signal: AbortSignal },
): Promise<{ readonly lines: number; readonly requests: number }> => {
  const { member, key, lines } = await makeBusy(space, nodes, signal);
  const callers = nodes.flatMap((node) => [atPlace(member, node), atPlace(key, node)]);
  const path = `/api/v1/workspaces/${space.id}`;
  for (const caller of callers) expectAnswer(await caller.ask('GET', path), 200);
  await way(instance, space, member);
  const since = performance.now();
  const requests = Promise.all(callers.map((caller) => refusedAfter(caller, path, since, signal)));
  const ended = await Promise.all(lines.map(async ({ over }) => (await over) - since));
  const refused = await requests;
  const unknown = { email: `${randomUUID()}@example.com`, password: passwordOf('nobody') };
  const [known, nobody] = [await trySignIn(space.admin.place, member), await trySignIn(space.admin.place, unknown)];
  expectAnswer(known, 401, 'wrong_credentials');
  expectSame([known.status, known.code], [nobody.status, nobody.code], 'they are answered as if they were nobody');
  return { lines: Math.max(...ended), requests: Math.max(...refused) };
};

export default scenario({
  id: 'IDN-09',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database', 'redis'],
  weight: 'critical',
  claim:
    'Whoever is shut out or taken out cannot sign in, and requests, sockets and streams of theirs and of their keys end within a second on both nodes.',
  async run({ lab, report, signal }) {
    const { members } = await startDeployment(lab, 2);
    const nodes = members.map(({ node }) => node);
    const [first] = nodes;
    if (first === undefined) throw new Error('two were asked for');
    const instance = await setUpInstance(first);
    const space = await instance.workspace('Watched');
    for (const [name, way] of Object.entries(WAYS)) {
      const { lines, requests } = await shutOut(instance, space, nodes, { way, signal });
      report.figure(`${name}: until the last line had ended`, lines, 'ms');
      report.figure(`${name}: until the last request was refused`, requests, 'ms');
      expectAtMost(Math.max(lines, requests), AT_ONCE_MS, 'ms', `whoever is ${name} is out within a second`);
    }
  },
});
