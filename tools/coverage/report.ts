import { mergeCoverage } from './merge.ts';
import { coverageTable } from './table.ts';
import type { FileCoverage } from './table.ts';

/** Prints the table of what was covered; the same by line lies in coverage/index.html. */
export const reportCoverage = async (): Promise<FileCoverage[]> => {
  const files = await mergeCoverage();
  console.log(`\n${coverageTable(files)}\nBy line: coverage/index.html\n`);
  return files;
};
