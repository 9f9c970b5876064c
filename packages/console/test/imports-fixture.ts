import {
  cancelImport,
  downloadRejectedRows,
  getImport,
  type ImportJob,
  listImportRows,
  listImports,
  undoImport,
} from '@holdfast/protocol/knowledge/imports';
import { ApiProblem, FixtureFile, type FixtureRoute, route } from './fixture-route.ts';
import { ledgerRows } from './imports-data.ts';
import { before } from './work-data.ts';

const PAGE = 50;

const pageOf = <Item>(items: readonly Item[], search: URLSearchParams) => {
  const from = Number(search.get('cursor') ?? 0);
  return {
    items: items.slice(from, from + PAGE),
    next_cursor: from + PAGE < items.length ? String(from + PAGE) : null,
  };
};

const fits = (wanted: string | null, value: string): boolean => wanted === null || wanted === value;

/** Imports that go on, are stopped and undone. */
export const importRoutes = (imports: ImportJob[], text: string | undefined): readonly FixtureRoute[] => {
  const find = (id: string): ImportJob =>
    imports.find((job) => job.id === id) ?? ApiProblem.raise(404, 'not_found', 'There is no such import.');
  const change = (id: string, wanted: Partial<ImportJob>): ImportJob => {
    const next = { ...find(id), ...wanted };
    imports.splice(imports.indexOf(find(id)), 1, next);
    return next;
  };
  return [
    route(listImports, ({ search }) =>
      pageOf(
        imports.filter(({ status }) => fits(search.get('status'), status)),
        search,
      ),
    ),
    route(getImport, ({ id }) => find(id)),
    route(listImportRows, ({ id, search }) => {
      find(id);
      return pageOf(
        ledgerRows(text).filter(({ outcome }) => fits(search.get('outcome'), outcome)),
        search,
      );
    }),
    route(downloadRejectedRows, ({ id }) => {
      find(id);
      const rows = ledgerRows(text).filter(({ outcome }) => outcome === 'rejected');
      const lines = rows.map(({ line, message }) => `${line},${message}`);
      return new FixtureFile('help-centre-rejected.csv', 'text/csv', ['line,reason', ...lines].join('\n'));
    }),
    route(cancelImport, ({ id }) => change(id, { status: 'cancelled', ended_at: before(0) })),
    // a job does it: the answer is that it has been begun
    route(undoImport, ({ id }) => change(id, { undo: { at: before(0), removed: 0, restored: 0, kept: 0 } })),
  ];
};
