import { PERMISSIONS } from '@holdfast/protocol/permissions';
import { expect, it } from 'vitest';
import { SCOPE_GROUPS } from './scopes.ts';

it('explains every permission, each once', () => {
  const explained = SCOPE_GROUPS.flatMap(({ scopes }) => scopes.map(([scope]) => scope));
  expect(explained.toSorted()).toEqual(PERMISSIONS.toSorted());
});
