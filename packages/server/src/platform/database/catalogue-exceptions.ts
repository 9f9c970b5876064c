export interface TableWithoutWorkspace {
  readonly reason: string;
  /** What the application may do with it. Nothing else, and nothing by columns. */
  readonly rights: readonly ('SELECT' | 'INSERT' | 'UPDATE' | 'DELETE')[];
}

const PEOPLE: TableWithoutWorkspace = {
  reason:
    'people and what opens their accounts are the same in every workspace; only functions of fixed shape touch it',
  rights: [],
};

/** Tables without a workspace, and why that is right. Every other table is forced to belong to one. */
export const TABLES_WITHOUT_WORKSPACE: Readonly<Record<string, TableWithoutWorkspace>> = {
  'holdfast.migrations': {
    reason: 'the history of the schema itself; the application may only read it',
    rights: ['SELECT'],
  },
  'holdfast.instance': {
    reason: 'one row, the identity that all nodes of the instance share; the application may only read it',
    rights: ['SELECT'],
  },
  'holdfast.nodes': {
    reason: 'the processes that serve every workspace; says nothing about any of them',
    rights: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  },
  'holdfast.job_workers': {
    reason: 'processes that run jobs of all workspaces; only functions of fixed shape touch it',
    rights: [],
  },
  'auth.accounts': PEOPLE,
  'auth.setup': PEOPLE,
  'auth.setup_tokens': PEOPLE,
  'auth.sign_ins': PEOPLE,
  'auth.second_factors': PEOPLE,
  'auth.recovery_codes': PEOPLE,
  'auth.password_resets': PEOPLE,
  'auth.identities': PEOPLE,
  'auth.tries': PEOPLE,
  'auth.known_places': PEOPLE,
  'auth.key_places': PEOPLE,
  'holdfast.schedules': {
    reason: 'what the instance does by the clock; it names jobs of the code and nobody\u2019s data',
    rights: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  },
};

/** Tables whose owner may pass the policy, and which of its functions do. For everybody else they are like every other. */
export const TABLES_OF_FUNCTIONS: Readonly<Record<string, string>> = {
  'holdfast.jobs': 'workers claim, renew and end jobs of all workspaces by functions of fixed shape',
  'holdfast.finished_jobs': 'jobs that end are put here by the same functions, and swept when they are old',
  'holdfast.outbox_events':
    'those that wait are found, counted and swept for all workspaces by functions of fixed shape',
  'holdfast.outbox_deliveries': 'what waits first in a lane is found, counted and swept by the same functions',
  'holdfast.outbox_lanes': 'nodes claim lanes of all workspaces by a function of fixed shape',
  'holdfast.audit_entries':
    'entries are put into the chain by a function, and acts of accounts are written in all of their workspaces',
  'holdfast.audit_heads': 'the end of a chain is moved by the same function',
  'holdfast.audit_personal': 'what is about a person is written with such an act, and erased in all workspaces',
  'identity.workspaces': 'who signs in is told of all workspaces of theirs; operators make and list them',
  'identity.members': 'authentication looks for the memberships of an account',
  'identity.invitations': 'whoever holds a token is looked for before the workspace is known',
  'identity.keys': 'authentication looks for a key before its workspace is known',
  'knowledge.shelves': 'those of all workspaces that have removed pairs are found, and all pairs counted, by functions',
  'workflows.workflows': 'those of all workspaces whose patches are older than kept are found by a function',
  'knowledge.imports': 'those of all workspaces whose files are older than kept are found by a function',
  'knowledge.feeds': 'those of all workspaces whose time has come are found, and those that fail counted, by functions',
  'decisions.decisions': 'those of all workspaces whose time has come are found, and old ones forgotten, by functions',
  'decisions.told': 'whose acts are not told yet is found for all workspaces by a function of fixed shape',
  'notifications.notifications': 'those of all workspaces that were read long ago are forgotten by a function',
  'notifications.batches': 'those of all workspaces that ended long ago are forgotten by a function',
  'notifications.recipients': 'they are forgotten with their batch',
  'knowledge.feed_pulls': 'those of all workspaces that are under way are found by a function',
  'mcp.sessions': 'those that nobody used for a week are swept for all workspaces at once',
  'holdfast.idempotency_keys': 'answers older than their 24 hours are swept for all workspaces at once',
};
