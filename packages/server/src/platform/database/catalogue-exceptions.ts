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
};
