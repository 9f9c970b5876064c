/** What a principal may be allowed to do. The same words are the scopes of an API key. */
export const ROLES = ['viewer', 'analyst', 'admin'] as const;
export type Role = (typeof ROLES)[number];

const VIEWER = [
  'knowledge:read',
  'decisions:read',
  'traces:read',
  'assistant:chat',
  'reports:read',
  'notifications:read',
] as const;

const ANALYST = ['knowledge:write', 'decisions:submit', 'decisions:decide', 'traces:write', 'traces:manage'] as const;

const ADMIN = [
  'assistant:manage',
  'decisions:manage',
  'webhooks:manage',
  'notifications:send',
  'work:read',
  'work:manage',
  'privacy:manage',
  'members:manage',
  'keys:manage',
  'audit:read',
  'workspace:manage',
  'providers:manage',
] as const;

/** An operator's: it runs the instance and belongs to no role of a workspace. */
const OPERATOR = ['instance:manage'] as const;

export const PERMISSIONS = [...VIEWER, ...ANALYST, ...ADMIN, ...OPERATOR] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const PERMISSIONS_OF: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  viewer: new Set(VIEWER),
  analyst: new Set([...VIEWER, ...ANALYST]),
  admin: new Set([...VIEWER, ...ANALYST, ...ADMIN]),
};
