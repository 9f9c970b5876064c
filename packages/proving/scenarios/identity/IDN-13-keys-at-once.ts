import type { Key } from '@holdfast/protocol/identity/keys';
import { setUpInstance } from '../../src/identity/instance.ts';
import { createCaller } from '../../src/identity/caller.ts';
import { times } from '../../src/load.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectAtMost, expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const KEYS = 100;
const USERS = 4;
const ENDED = 20;
const UNIQUE_VIOLATION = '23505';

export default scenario({
  id: 'IDN-13',
  kind: 'concurrency',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'important',
  claim:
    'A hundred API keys made at once are a hundred that differ, one that is ended while it is used is answered or refused and never again afterwards, and the database takes no public id twice.',
  async run({ lab, report, repeat }) {
    const database = await lab.database();
    const node = await lab.node({ entry: 'product', database });
    const { first } = await setUpInstance(node);

    const made = await times(KEYS, () => first.key(['work:read']));
    for (const [what, values] of Object.entries({
      ids: made.map(({ id }) => id),
      keys: made.map(({ token }) => token),
      'public ids': made.map(({ token }) => token.split('_')[1]),
    }))
      expectSame(new Set(values).size, KEYS, `a hundred ${what} that differ`);

    let answered = 0;
    let longest = 0;
    await repeat(ENDED, async () => {
      const key = await first.key(['work:read']);
      // who goes on after a refusal is kept away for trying wrong keys
      const untilRefused = async (): Promise<number> => {
        for (;;) {
          const { status } = await key.ask('GET', '/api/v1/queues');
          answered += 1;
          if (status !== 200) return status;
        }
      };
      const ends = times(USERS, untilRefused);
      expectAnswer(await first.admin.ask('DELETE', `/api/v1/keys/${key.id}`), 204);
      const after = await key.ask('GET', '/api/v1/queues');
      longest = Math.max(longest, after.milliseconds);
      expectAnswer(after, 401, 'unauthenticated');
      expectThat(
        (await ends).every((status) => status === 401),
        'each request is answered or refused',
        { ends: await ends },
      );
    });
    report.figure('requests with keys that were being ended', answered);
    expectAtMost(longest, 5000, 'ms', 'who is refused is told so at once');

    const admin = await database.asAdmin();
    const refusal = await admin.refusal(
      `insert into identity.keys (workspace_id, id, public_id, secret_hash, last_four, name, scopes, created_by)
       select $1, gen_random_uuid(), public_id, secret_hash, last_four, name, scopes, created_by from identity.keys limit 1`,
      [first.id],
    );
    const [{ places } = { places: 0 }] = await admin.query<{ places: number }>(
      'select count(*)::int as places from auth.key_places p join identity.keys k on k.public_id = p.public_id and k.id = p.key_id',
    );
    await admin.close();
    expectSame(refusal, UNIQUE_VIOLATION, 'a public id that is taken is refused by the database');
    expectSame(places, KEYS + ENDED, 'each key is found where it is');

    const stranger = createCaller(node, {
      name: 'a key with a wrong letter',
      token: `${made[0]?.token.slice(0, -1)}_`,
    });
    expectAnswer(await stranger.ask('GET', '/api/v1/key'), 401, 'unauthenticated');
    const listed = await first.admin.ask('GET', '/api/v1/keys?state=revoked&limit=200');
    expectSame((listed.body as { items: Key[] }).items.length, ENDED, 'all that were ended are listed as that');
  },
});
