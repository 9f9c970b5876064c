import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CoverageReport } from 'monocart-coverage-reports';
import { ROOT } from '../bootstrap/places.mjs';
import { rawCoverage } from './raw.ts';
import { isMeasured } from './rooms.ts';
import type { FileCoverage } from './table.ts';

// That stripTypeScriptTypes may still change is no news for whoever runs tests.
process.removeAllListeners('warning');

const FOLDER = join(ROOT, 'coverage');
const SOURCES = ['protocol', 'client', 'server', 'proving'].map((name) => join(ROOT, 'packages', name, 'src'));

/** What Node ran: the same text with blanks where types were, so that every position is that of the source. */
const sourceAsRun = (path: string): string => stripTypeScriptTypes(readFileSync(path, 'utf8'));

const inRepository = (path: string): string => relative(ROOT, path).replaceAll('\\', '/');

const createReport = (): CoverageReport =>
  new CoverageReport({
    name: 'Holdfast',
    outputDir: FOLDER,
    baseDir: ROOT,
    logging: 'error',
    // The raw files lie in the same folder.
    clean: false,
    reports: [
      ['v8', { outputFile: 'index.html' }],
      ['lcovonly', { file: 'lcov.info' }],
    ],
    all: {
      dir: SOURCES,
      filter: (path: string) => isMeasured(inRepository(path)),
      transformer: async (entry: { source?: string; type?: string }) => {
        entry.source = stripTypeScriptTypes(entry.source ?? '');
        entry.type = 'js';
      },
    },
  });

interface Summary {
  readonly covered: number;
  readonly total: number;
}

interface ReportedFile {
  readonly sourcePath: string;
  readonly summary: { readonly lines: Summary; readonly branches: Summary };
}

const countOf = ({ covered, total }: Summary) => ({ covered, total });

/** Adds up what every process of tests and proofs ran, writes coverage/index.html, and says how much it was by file. */
export const mergeCoverage = async (): Promise<FileCoverage[]> => {
  const report = createReport();
  for (const scripts of rawCoverage([join(FOLDER, 'raw', 'tests'), join(FOLDER, 'raw', 'proofs')])) {
    if (scripts.length === 0) continue;
    await report.add(scripts.map((script) => ({ ...script, source: sourceAsRun(fileURLToPath(script.url)) })));
  }
  const results = await report.generate();
  const files = (results?.files ?? []) as unknown as ReportedFile[];
  return files.map(({ sourcePath, summary }) => ({
    path: sourcePath,
    lines: countOf(summary.lines),
    branches: countOf(summary.branches),
  }));
};
