import type { Permission } from '@holdfast/protocol/permissions';

interface ScopeGroup {
  readonly title: string;
  readonly scopes: readonly (readonly [scope: Permission, means: string])[];
}

/** Every permission, as it is explained to whoever makes a key. */
export const SCOPE_GROUPS: readonly ScopeGroup[] = [
  {
    title: 'Agents at work',
    scopes: [
      ['assistant:chat', 'talk with assistants'],
      ['assistant:manage', 'make and change assistants'],
      ['knowledge:read', 'search and read knowledge'],
      ['knowledge:write', 'import, edit and remove knowledge'],
      ['reports:read', 'read reports'],
    ],
  },
  {
    title: 'Decisions',
    scopes: [
      ['decisions:submit', 'put something before people'],
      ['decisions:read', 'see what waits and what was decided'],
      ['decisions:decide', 'decide'],
      ['decisions:manage', 'set the rules of deciding'],
    ],
  },
  {
    title: 'Traces',
    scopes: [
      ['traces:write', 'send spans'],
      ['traces:read', 'read traces'],
      ['traces:manage', 'remove traces, set how long they stay'],
    ],
  },
  {
    title: 'Being told',
    scopes: [
      ['webhooks:manage', 'say where webhooks go'],
      ['notifications:read', 'read notifications'],
      ['notifications:send', 'send notifications'],
    ],
  },
  {
    title: 'Running the workspace',
    scopes: [
      ['work:read', 'see queues and jobs'],
      ['work:manage', 'retry, cancel and redrive jobs'],
      ['members:manage', 'invite and manage members'],
      ['keys:manage', 'make and end API keys'],
      ['audit:read', 'read and verify the audit trail'],
      ['privacy:manage', 'export and erase what is about a person'],
      ['providers:manage', 'set providers and models'],
      ['workspace:manage', 'rename the workspace, set its rules'],
    ],
  },
  { title: 'The instance', scopes: [['instance:manage', 'run the instance, over all workspaces']] },
];
