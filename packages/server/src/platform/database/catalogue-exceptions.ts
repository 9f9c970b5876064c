/** Tables without a workspace, and why that is right. Every other table is forced to belong to one. */
export const TABLES_WITHOUT_WORKSPACE: Readonly<Record<string, string>> = {
  'holdfast.migrations': 'the history of the schema itself; the application may only read it',
  'holdfast.job_workers': 'processes that run jobs of all workspaces; only functions of fixed shape touch it',
  'holdfast.schedules': 'what the instance does by the clock; it names jobs of the code and nobody\u2019s data',
};

/** Tables whose owner may pass the policy, and which of its functions do. For everybody else they are like every other. */
export const TABLES_OF_FUNCTIONS: Readonly<Record<string, string>> = {
  'holdfast.jobs': 'workers claim, renew and end jobs of all workspaces by functions of fixed shape',
  'holdfast.finished_jobs': 'jobs that end are put here by the same functions, and swept when they are old',
  'holdfast.idempotency_keys': 'answers older than their 24 hours are swept for all workspaces at once',
};
