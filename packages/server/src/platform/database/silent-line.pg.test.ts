import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../../../test/ground/database.ts';
import { createDatabase } from './database.ts';
import { newWorkspace } from './testing.ts';
import { openRelay, type Relay } from './testing/relay.ts';
import { silentLog } from '../../../test/ground/silent-log.ts';

const ground = useDatabase();
let relay: Relay;

beforeAll(async () => {
  relay = await openRelay(ground.appUrl);
});
afterAll(() => relay.close());

describe('a line that goes silent at the commit', () => {
  test('leaves the outcome unknown as soon as nobody answers, and nothing more is said on it', async () => {
    const room = createDatabase({
      url: relay.url,
      connections: 1,
      waitMs: 2000,
      limits: { statementTimeoutMs: 100, lockTimeoutMs: 100 },
      log: silentLog,
    });
    const gone = new AbortController();
    const workspace = newWorkspace();
    const written = room.forWorkspace(workspace, gone.signal).write(async (tx) => {
      await tx.run(sql`insert into probe.counters values (${workspace}, 'a', 1)`);
      relay.fallSilent();
    });
    await expect.poll(() => relay.unheard).toContain('commit');
    // whoever goes now has not called it back
    gone.abort(new Error('gone'));
    await expect(written).rejects.toMatchObject({ code: 'outcome_unknown' });
    expect(relay.unheard).not.toContain('rollback');
    expect(room.connections().busy).toBe(0);

    relay.speakAgain();
    expect(await room.forInstance().read((tx) => tx.one(sql`select 1 as one`))).toEqual({ one: 1 });
    await room.close();
  });
});
