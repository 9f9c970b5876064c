const isOfProbe = (table: string): boolean => table.startsWith('probe');

/** Which generated file holds the types of which tables. */
export const TABLE_FILES = [
  {
    file: new URL('../../src/platform/database/tables.generated.ts', import.meta.url),
    isOurs: (table: string) => !isOfProbe(table),
  },
  { file: new URL('../probe/tables.generated.ts', import.meta.url), isOurs: isOfProbe },
] as const;
