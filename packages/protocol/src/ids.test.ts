import { expect, test } from 'vitest';
import { INSTANCE_WORKSPACE, WorkspaceId } from './ids.ts';

test('nobody is in the workspace of the instance itself, however it is written', () => {
  for (const id of [INSTANCE_WORKSPACE, INSTANCE_WORKSPACE.toUpperCase()])
    expect(WorkspaceId.safeParse(id).success).toBe(false);
  expect(WorkspaceId.safeParse('0198c0de-0000-7000-8000-000000000001').success).toBe(true);
});
