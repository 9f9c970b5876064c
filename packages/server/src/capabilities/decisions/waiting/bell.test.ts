import { DecisionId } from '@holdfast/protocol/decisions/ids';
import { WorkspaceId } from '@holdfast/protocol/ids';
import { randomUUID } from 'node:crypto';
import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { silentLog } from '../../../../test/ground/silent-log.ts';
import { createLocalBus } from '../../../platform/ephemeral/local-bus.ts';
import { createBell } from './bell.ts';

const workspace = WorkspaceId.parse(randomUUID());
const id = DecisionId.parse(randomUUID());

test('who listens again and again leaves nothing behind, and hears when it rings or nobody waits any more', async () => {
  const { subscribe, deliver } = createLocalBus(silentLog);
  const bell = createBell({ subscribe, publish: async (channel, message) => deliver(channel, message) });
  const waiting = new AbortController();
  const listen = () => bell.listen(workspace, id, { withinMs: 60_000, signal: waiting.signal });
  for (let round = 0; round < 20; round += 1) listen().stop();
  expect(getEventListeners(waiting.signal, 'abort')).toHaveLength(0);

  const rung = listen();
  bell.ring(workspace, id);
  await rung.heard;
  rung.stop();

  const left = listen();
  waiting.abort();
  await left.heard;
  left.stop();
  bell.close();
});
