import { DecisionId } from '@holdfast/protocol/decisions/ids';
import { WorkspaceId } from '@holdfast/protocol/ids';
import { randomUUID } from 'node:crypto';
import { getEventListeners } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import { silentLog } from '../../../../test/ground/silent-log.ts';
import { createLocalBus } from '../../../platform/ephemeral/local-bus.ts';
import { createBell } from './bell.ts';

const workspace = WorkspaceId.parse(randomUUID());
const id = DecisionId.parse(randomUUID());
const LONG_MS = 60_000;

const pending = (version: number) => ({ decision_id: id, version, status: 'pending' as const });

const open = () => {
  const { subscribe, deliver, gap } = createLocalBus(silentLog);
  const bell = createBell({ subscribe, publish: async (channel, message) => deliver(channel, message) });
  return { ...bell, deliver, gap };
};

let bell = open();
let waiting = new AbortController();
beforeEach(() => {
  bell = open();
  waiting = new AbortController();
});

test('who listens hears what it is now, also when that was said before they asked, and the newest of several', async () => {
  const { next } = bell.listen(workspace, id, waiting.signal);
  const first = next(LONG_MS);
  bell.ring(workspace, pending(2));
  expect(await first).toEqual({ version: 2, status: 'pending' });
  bell.ring(workspace, { decision_id: id, version: 4, status: 'approved' });
  bell.ring(workspace, pending(3));
  expect(await next(LONG_MS)).toEqual({ version: 4, status: 'approved' });
});

test('who may have missed something, or hears what another version says, is told to look', async () => {
  const { next } = bell.listen(workspace, id, waiting.signal);
  bell.gap();
  // what comes after the gap does not say what was in it
  bell.ring(workspace, pending(2));
  expect(await next(LONG_MS)).toBeUndefined();
  bell.deliver('decisions:changed', `${workspace} ${id}`);
  expect(await next(LONG_MS)).toBeUndefined();
});

test('who listens again and again leaves nothing behind, and hears when nobody waits any more', async () => {
  for (let round = 0; round < 20; round += 1) {
    const { next, stop } = bell.listen(workspace, id, waiting.signal);
    const asked = next(LONG_MS);
    bell.ring(workspace, pending(1));
    await asked;
    stop();
  }
  expect(getEventListeners(waiting.signal, 'abort')).toHaveLength(0);
  const { next } = bell.listen(workspace, id, waiting.signal);
  const asked = next(LONG_MS);
  waiting.abort();
  expect(await asked).toBeUndefined();
  expect(await next(LONG_MS)).toBeUndefined();
});
