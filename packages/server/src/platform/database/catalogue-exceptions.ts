/** Tables without a workspace, and why that is right. Every other table is forced to belong to one. */
export const TABLES_WITHOUT_WORKSPACE: Readonly<Record<string, string>> = {
  'holdfast.migrations': 'the history of the schema itself; the application may only read it',
};
