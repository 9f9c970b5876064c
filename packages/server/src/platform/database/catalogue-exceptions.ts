export interface TableWithoutWorkspace {
  readonly reason: string;
  /** What the application may do with it. Nothing else, and nothing by columns. */
  readonly rights: readonly ('SELECT' | 'INSERT' | 'UPDATE' | 'DELETE')[];
}

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
  'holdfast.idempotency_keys': 'answers older than their 24 hours are swept for all workspaces at once',
};
