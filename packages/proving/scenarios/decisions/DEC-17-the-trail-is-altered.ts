import type { AuditEntry, AuditVerdict } from '@holdfast/protocol/audit/audit';
import { setUpInstance } from '../../src/identity/instance.ts';
import { act, openHouse, submit } from '../../src/decisions/house.ts';
import type { Member } from '../../src/identity/space.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

/** What somebody with the keys of the database may try. */
const ALTERATIONS: readonly (readonly [what: string, statement: string])[] = [
  [
    'a rejection that became an approval',
    `update holdfast.audit_entries set action = 'decision.approved' where id = $1`,
  ],
  [
    'another hash of the arguments',
    `update holdfast.audit_entries set facts = facts || '{"sha256":"00"}' where id = $1`,
  ],
  ['somebody else who did it', `update holdfast.audit_entries set actor_id = gen_random_uuid() where id = $1`],
  ['another time', `update holdfast.audit_entries set at = at - interval '1 hour' where id = $1`],
];

export default scenario({
  id: 'DEC-17',
  kind: 'security',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'Each act with a decision is in the audit trail, and whoever alters it in the database is found: the check names the first entry that is not as it was written.',
  async run({ lab, report }) {
    const database = await lab.database();
    const node = await lab.node({ entry: 'product', database });
    const instance = await setUpInstance(node);
    const admin = await database.asAdmin();
    for (const [what, statement] of ALTERATIONS) {
      const { space, agent, analysts } = await openHouse(instance, what, 1);
      const [ada] = analysts as [Member];
      const decision = await submit(agent);
      expectAnswer(await act(ada, decision, 'reject', { reason: 'No.' }), 200);
      const verify = async (): Promise<AuditVerdict> =>
        expectBody<AuditVerdict>(await space.admin.ask('GET', '/api/v1/audit/verify'), 200);
      expectSame((await verify()).holds, true, 'the chain holds before anybody touches it');
      const listed = await space.admin.ask('GET', `/api/v1/audit?object_id=${decision.id}`);
      const [rejected, submitted] = expectBody<{ items: AuditEntry[] }>(listed, 200).items;
      expectSame(
        [submitted?.action, rejected?.action],
        ['decision.submitted', 'decision.rejected'],
        'both acts are there',
      );
      expectSame(rejected?.facts['sha256'], decision.arguments_sha256, 'with the hash of what was decided on');
      await admin.query(statement, [rejected?.id]);
      const { holds, broken } = await verify();
      expectThat(!holds, `${what} is found`, { broken });
      expectSame(broken?.entry_id, rejected?.id, 'by the first entry that is other');
    }
    await admin.close();
    report.figure('alterations', ALTERATIONS.length);
  },
});
