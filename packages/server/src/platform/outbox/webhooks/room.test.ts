import { expect, test } from 'vitest';
import { createRoom } from './room.ts';

test('a target is full at eight, its workspace at sixty-four, and both have room when somebody leaves', () => {
  const room = createRoom();
  const leave = Array.from({ length: 8 }, () => room.enter({ workspace_id: 'w', target_id: 'slow' }));
  expect([room.fullTargets, room.fullWorkspaces]).toEqual([['slow'], []]);
  for (let target = 0; target < 56; target += 1) room.enter({ workspace_id: 'w', target_id: `t${target}` });
  expect([room.fullWorkspaces, room.left]).toEqual([['w'], 1024 - 64]);
  leave[0]?.();
  expect([room.fullTargets, room.fullWorkspaces, room.left]).toEqual([[], [], 1024 - 63]);
});
