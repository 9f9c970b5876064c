import type { Decision } from '@holdfast/protocol/decisions/decision';
import { randomBytes, randomUUID } from 'node:crypto';
import { act, DECISIONS, openHouse, read, type House } from '../../src/decisions/house.ts';
import { detailOf, expectToldInTrace, expectTrail, type Deed } from '../../src/decisions/story.ts';
import { startSample } from '../../src/decisions/threat-response.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import type { KeyHolder, Member } from '../../src/identity/space.ts';
import { freePort } from '../../src/lab/free-port.ts';
import type { Lab } from '../../src/lab/lab.ts';
import type { Node } from '../../src/lab/node.ts';
import { until } from '../../src/lab/wait.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import { startContainmentApi, type ContainmentApi } from '../../src/simulators/containment/containment-api.ts';

const SOON = { seconds: 30 };

interface Ground {
  readonly lab: Lab;
  readonly node: Node;
  readonly house: House;
  readonly key: KeyHolder;
  readonly ada: Member;
  readonly admin: Member;
  readonly api: ContainmentApi;
}

/** What the sample asked for, by host. */
const askedFor = async ({ admin }: Ground, hosts: readonly string[]): Promise<readonly Decision[]> => {
  const found = await until('the sample to ask', SOON, async () => {
    const { items } = expectBody<{ items: Decision[] }>(
      await admin.ask('GET', `${DECISIONS}?kind=contain_host&limit=100`),
      200,
    );
    return items.length === hosts.length && items;
  });
  const whole = await Promise.all(found.map((one) => read(admin, one)));
  return hosts.map((host) => {
    const one = whole.find(({ arguments: { host: asked } }) => asked === host);
    expectThat(one !== undefined, `containing ${host} was asked for`);
    return one;
  });
};

const SUBMITTED = ['threat detected', 'decision.submitted'];
const DONE = ['decision.execution_taken', 'execute_tool contain_host', 'decision.executed'];

const traceOf = ({ trace_id: trace }: Decision): string => {
  expectThat(trace !== null, 'the decision knows the trace in which the threat was seen');
  return trace;
};

/** Seen, asked, escalated or not, decided, contained and reported; the node is killed right behind the last click. */
const judgePeople = async (ground: Ground): Promise<void> => {
  const { lab, node, key, ada, admin, api } = ground;
  const hosts = ['web-1', 'dc-1', 'db-1'];
  const options = ['--hosts', hosts.join(','), '--containment', api.url, '--incident', randomUUID()];
  const sample = lab.keep(await startSample(key, options));
  const [web, domain, base] = (await askedFor(ground, hosts)) as [Decision, Decision, Decision];

  const click = { trace: randomBytes(16).toString('hex'), span: randomBytes(8).toString('hex') };
  const headers = { 'if-match': `"${web.version}"`, traceparent: `00-${click.trace}-${click.span}-01` };
  const body = { reason: 'Seen in the log.' };
  expectAnswer(await ada.ask('POST', `${DECISIONS}/${web.id}/approve`, { body, headers }), 200);
  expectAnswer(await act(ada, base, 'reject', { reason: 'A scanner of ours.' }), 200);
  expectAnswer(await act(ada, domain, 'escalate', { reason: 'A domain controller.' }), 200);
  expectSame(api.isolated.includes('dc-1'), false, 'nothing is done while it waits');
  expectAnswer(await act(admin, await read(admin, domain), 'approve', { reason: 'Take it off.' }), 200);
  await node.kill();
  await node.start();
  await sample.expectEnd();

  expectSame([...api.isolated].toSorted(), ['dc-1', 'web-1'], 'what was approved was contained, each once');
  const calls = new Set(api.asked.map(({ headers: sent }) => `${String(sent['idempotency-key'])} ${traceIn(sent)}`));
  const wanted = [web, domain].map((one) => `${one.id}.1 ${traceOf(one)}`);
  expectSame([...calls].toSorted(), wanted.toSorted(), 'with the key of the decision, from its trace');

  await expectToldInTrace(admin, traceOf(web), [...SUBMITTED, 'decision.approved', ...DONE]);
  await expectToldInTrace(admin, traceOf(domain), [...SUBMITTED, 'decision.escalated', 'decision.approved', ...DONE]);
  await expectToldInTrace(admin, traceOf(base), [...SUBMITTED, 'decision.rejected']);
  const { links, attributes } = await detailOf(admin, traceOf(web), 'decision.approved');
  expectSame(
    links.map(({ trace_id: trace, span_id: span }) => [trace, span]),
    [[click.trace, click.span]],
    'who came from another trace is linked to it',
  );
  expectSame(attributes['holdfast.decision.id'], web.id, 'it says which decision');

  const asked: Deed = ['decision.submitted', key.id, null];
  const done: readonly Deed[] = [
    ['decision.execution_taken', key.id, null],
    ['decision.executed', key.id, null],
  ];
  const trail = await expectTrail(admin, web, [asked, ['decision.approved', ada.member, 'Seen in the log.'], ...done]);
  const own = trail.filter(({ actor }) => actor.id === key.id).map(({ trace_id: trace }) => trace);
  expectSame([...new Set(own)], [traceOf(web)], 'all that the agent did came from its own trace');
  await expectTrail(admin, base, [asked, ['decision.rejected', ada.member, 'A scanner of ours.']]);
  await expectTrail(admin, domain, [
    asked,
    ['decision.escalated', ada.member, 'A domain controller.'],
    ['decision.approved', admin.member, 'Take it off.'],
    ...done,
  ]);
};

const traceIn = ({ traceparent }: Readonly<Record<string, unknown>>): string => String(traceparent).split('-')[1] ?? '';

/** Nobody comes in time at two levels; the detector is killed meanwhile, and goes on with the same decision. */
const judgeClocks = async (ground: Ground): Promise<void> => {
  const { lab, key, admin, api } = ground;
  const options = ['--hosts', 'lap-9', '--level-seconds', '1', '--containment', api.url, '--incident', randomUUID()];
  const first = lab.keep(await startSample(key, options));
  const [asked] = (await askedFor(ground, ['lap-9'])) as [Decision];
  await first.kill();
  const second = lab.keep(await startSample(key, options));
  await until('the third level', SOON, async () => (await read(admin, asked)).level === 3);
  expectAnswer(await act(admin, await read(admin, asked), 'approve', { reason: 'Late.' }), 200);
  await second.expectEnd();

  expectSame(api.isolated.filter((host) => host === 'lap-9').length, 1, 'it is contained once');
  const clock: Deed = ['decision.escalated', null, null];
  await expectTrail(admin, asked, [
    ['decision.submitted', key.id, null],
    clock,
    clock,
    ['decision.approved', admin.member, 'Late.'],
    ['decision.execution_taken', key.id, null],
    ['decision.executed', key.id, null],
  ]);
  const escalated = ['decision.escalated', 'decision.escalated'];
  await expectToldInTrace(admin, traceOf(asked), [...SUBMITTED, ...escalated, 'decision.approved', ...DONE]);
};

export default scenario({
  id: 'DEC-09',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  capSeconds: 180,
  claim:
    'The threat response sample, run as a process: a threat is seen, its containment asked for, approved, escalated or rejected, done and reported. The whole story stands once in one trace and in one audit trail with who and why, also when the node is killed behind the click and the detector while it waits.',
  async run({ lab }) {
    // the sample is told one address, and Holdfast has to come back there
    const port = String(await freePort());
    const node = await lab.node({
      entry: 'product',
      database: await lab.database(),
      environment: { HOLDFAST_HTTP_PORT: port },
    });
    const house = await openHouse(await setUpInstance(node), 'Threats');
    const key = await house.space.key(['decisions:submit', 'decisions:read', 'traces:write']);
    const [[ada], [admin]] = [house.analysts as [Member], house.admins as [Member]];
    const api = lab.keep(await startContainmentApi());
    const ground = { lab, node, house, key, ada, admin, api };
    await judgePeople(ground);
    await judgeClocks(ground);
  },
});
