import { expect, test } from 'vitest';
import { PERMISSIONS, PERMISSIONS_OF, ROLES } from './permissions.ts';

test('every permission is named once, as area and verb', () => {
  expect(new Set(PERMISSIONS).size).toBe(PERMISSIONS.length);
  for (const permission of PERMISSIONS) expect(permission).toMatch(/^[a-z]+:[a-z]+$/);
});

test('each role may do all that the one before it may, and more', () => {
  for (const [index, role] of ROLES.entries()) {
    const below = ROLES[index - 1];
    if (below === undefined) continue;
    expect(PERMISSIONS_OF[role].isSupersetOf(PERMISSIONS_OF[below])).toBe(true);
    expect(PERMISSIONS_OF[role].size).toBeGreaterThan(PERMISSIONS_OF[below].size);
  }
});

test('no role of a workspace may run the instance, and an admin may do everything else', () => {
  expect(PERMISSIONS.filter((permission) => !PERMISSIONS_OF.admin.has(permission))).toEqual(['instance:manage']);
});
