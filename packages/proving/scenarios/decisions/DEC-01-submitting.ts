import type { Problem } from '@holdfast/protocol/problem';
import { createHash } from 'node:crypto';
import { nobodyAt } from '../../src/identity/caller.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { A_REFUND, DECISIONS, openHouse, read, submit } from '../../src/decisions/house.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const EVERYTHING = {
  ...A_REFUND,
  priority: 'critical',
  evidence: [{ title: 'Mail', content: 'It came twice.', origin: 'mail 4711', trusted: false }],
  options: [{ id: 'half', title: 'Half of it' }],
  default: 'deny',
  levels: [
    { required_role: 'analyst', within_seconds: 60 },
    { required_role: 'admin', within_seconds: null },
  ],
  quorum: 2,
  four_eyes: true,
  second_factor: true,
  agent: 'shop agent',
  trace_id: 'a'.repeat(32),
  span_id: 'b'.repeat(16),
};

const WRONG: readonly (readonly [object, string])[] = [
  [{ ...A_REFUND, priority: 'urgent' }, '/body/priority'],
  [{ ...A_REFUND, kind: undefined }, '/body/kind'],
  [{ ...A_REFUND, title: undefined }, '/body/title'],
  [{ ...A_REFUND, arguments: undefined }, '/body/arguments'],
  [{ ...A_REFUND, deadline_seconds: -1 }, '/body/deadline_seconds'],
  [{ ...A_REFUND, default: 'maybe' }, '/body/default'],
  [{ ...EVERYTHING, default: 'approve' }, '/body/default'],
];

export default scenario({
  id: 'DEC-01',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'Whoever may asks for a decision with everything or next to nothing, it is kept as it was asked for, and what is wrong is refused by its field.',
  async run({ lab, report }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { agent, viewer } = await openHouse(await setUpInstance(node), 'Submitting');

    const least = await submit(agent);
    expectSame(
      [least.status, least.priority, least.default, least.quorum, least.levels.length, least.version],
      ['pending', 'medium', 'deny', 1, 2, 1],
      'next to nothing is enough, and denied when nobody decides',
    );
    const most = await submit(agent, { ...EVERYTHING, deadline_seconds: 3600 });
    const waits = (Date.parse(most.deadline_at) - Date.parse(most.created_at)) / 1000;
    expectSame(Math.round(waits), 3600, 'it waits as long as was asked for');
    const again = await read(agent, most);
    for (const [name, value] of Object.entries(EVERYTHING))
      expectSame(again[name as keyof typeof again], value, `${name} is kept as it was asked for`);
    expectSame(
      again.arguments_sha256,
      createHash('sha256').update('{"cents":4200,"order":17}').digest('hex'),
      'the hash is that of the arguments as canonical JSON',
    );

    for (const [body, pointer] of WRONG) {
      const refused = await agent.ask('POST', DECISIONS, { body });
      const { errors = [] } = expectBody<Problem>(expectAnswer(refused, 422, 'invalid'), 422);
      expectThat(
        errors.some((error) => error.pointer === pointer),
        `what is wrong is named as ${pointer}`,
        { errors },
      );
    }
    expectAnswer(await nobodyAt(node).ask('POST', DECISIONS, { body: A_REFUND }), 401, 'unauthenticated');
    expectAnswer(await viewer.ask('POST', DECISIONS, { body: A_REFUND }), 403, 'forbidden');
    report.figure('fields that are refused by name', WRONG.length);
  },
});
