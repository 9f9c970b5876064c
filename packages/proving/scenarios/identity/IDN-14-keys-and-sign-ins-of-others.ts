import type { AuditEntry } from '@holdfast/protocol/audit/audit';
import { randomUUID } from 'node:crypto';
import { setUpInstance } from '../../src/identity/instance.ts';
import type { Member } from '../../src/identity/space.ts';
import type { Caller } from '../../src/identity/caller.ts';
import type { Answer } from '../../src/http.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

/** What an answer says apart from its own id. */
const saying = ({ status, body }: Answer) => ({ status, ...(body as object), trace_id: '', instance: '' });

const one = ([member]: readonly Member[]): Member => {
  if (member === undefined) throw new Error('one was asked for');
  return member;
};

const actsOn = async (admin: Caller, object: string): Promise<string[]> =>
  expectBody<{ items: AuditEntry[] }>(await admin.ask('GET', `/api/v1/audit?object_id=${object}`), 200)
    .items.map(({ action }) => action)
    .toReversed();

const tryKey = async (caller: Caller, key: string): Promise<Answer[]> => [
  await caller.ask('GET', `/api/v1/keys/${key}`),
  await caller.ask('POST', `/api/v1/keys/${key}/rotate`, { body: {} }),
  await caller.ask('DELETE', `/api/v1/keys/${key}`),
];

export default scenario({
  id: 'IDN-14',
  kind: 'security',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim:
    'Keys of another member are read and ended by who may manage keys, and by nobody else; sign-ins of another by nobody; and what belongs to another workspace is as if it were not there.',
  async run({ lab }) {
    const instance = await setUpInstance(await lab.node({ entry: 'product' }));
    const { first } = instance;
    const owner = one(await first.members('admin', 1));
    const peer = one(await first.members('admin', 1));
    const analyst = one(await first.members('analyst', 1));
    const stranger = one(await (await instance.workspace('Second')).members('admin', 1));
    const made = await owner.ask('POST', '/api/v1/keys', { body: { name: 'of the owner', scopes: ['work:read'] } });
    const { id, key } = expectBody<{ id: string; key: string }>(made, 201);
    const works = async () => (await owner.ask('GET', '/api/v1/me')).status === 200;

    for (const answer of await tryKey(analyst, id)) expectAnswer(answer, 403, 'forbidden');
    const foreign = await tryKey(stranger, id);
    const unknown = await tryKey(stranger, randomUUID());
    expectSame(
      foreign.map(saying),
      unknown.map(saying),
      'a key of another workspace is answered as one that is not there',
    );
    for (const answer of foreign) expectAnswer(answer, 404, 'not_found');
    expectSame(await actsOn(owner, id), ['key.created'], 'what was refused has left nothing behind');

    for (const caller of [peer, analyst, stranger]) {
      const theirs = await caller.ask('DELETE', `/api/v1/me/sign-ins/${owner.signIn}`);
      const nobodys = await caller.ask('DELETE', `/api/v1/me/sign-ins/${randomUUID()}`);
      expectAnswer(theirs, 404, 'not_found');
      expectSame(saying(theirs), saying(nobodys), 'a sign-in of somebody else is answered as one that is not there');
      expectThat(await works(), 'the sign-in goes on');
      const list = expectBody<{ items: { id: string }[] }>(await caller.ask('GET', '/api/v1/me/sign-ins'), 200);
      expectThat(!list.items.some((each) => each.id === owner.signIn), 'nobody sees the sign-ins of somebody else');
    }

    expectAnswer(await peer.ask('GET', `/api/v1/keys/${id}`), 200);
    expectThat(
      !JSON.stringify(await peer.ask('GET', `/api/v1/keys/${id}`)).includes(key),
      'the secret is shown to nobody again',
    );
    expectAnswer(await peer.ask('DELETE', `/api/v1/keys/${id}`), 204);
    expectSame(
      await actsOn(owner, id),
      ['key.created', 'key.read', 'key.read', 'key.revoked'],
      'each look and the end are written down',
    );
    expectAnswer(await owner.ask('DELETE', `/api/v1/me/sign-ins/${owner.signIn}`), 204);
    expectThat(!(await works()), 'whose it is ends it');
    expectSame(
      await actsOn(peer, owner.signIn),
      ['sign_in.succeeded', 'sign_in.ended'],
      'that is written down as well',
    );
  },
});
