/** Tables without a workspace, and why that is right. Every other table is forced to belong to one. */
export const TABLES_WITHOUT_WORKSPACE: Readonly<Record<string, string>> = {
  'holdfast.migrations': 'the history of the schema itself; the application may only read it',
  'holdfast.instance': 'one row, the identity that all nodes of the instance share; the application may only read it',
  'holdfast.nodes': 'the processes that serve every workspace; says nothing about any of them',
};
