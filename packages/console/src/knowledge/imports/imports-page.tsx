import { IMPORT_STATUSES, type ImportJob, listImports } from '@holdfast/protocol/knowledge/imports';
import { FilterChips } from '../../controls/filter-chips.tsx';
import { LinkButton } from '../../controls/link-button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { RowLink } from '../../controls/row-link.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { LiveHeader } from '../../live/live-header.tsx';
import { LiveView } from '../../live/live-view.tsx';
import { LoadMore } from '../../live/load-more.tsx';
import { useLivePages } from '../../live/use-live-pages.ts';
import { paths } from '../../routing/paths.ts';
import { useSearchWord } from '../../routing/use-search-word.ts';
import { useMay } from '../../session/session-context.ts';
import { refusalOf } from '../../states/refusal.ts';
import { Ago } from '../../text/ago.tsx';
import { bytes } from '../../text/bytes.ts';
import { counted, countOf } from '../../text/count.ts';
import { actorWords } from '../actor-words.ts';
import { KnowledgeTabs } from '../knowledge-tabs.tsx';
import { KNOWLEDGE_TOPICS } from '../knowledge-topics.ts';
import { ImportMark, isUnderWay, statusWord } from './import-mark.tsx';
import { NoImports } from './no-imports.tsx';
import { formatWords } from './reading-words.ts';
import { OutcomeBar } from './row-outcomes.tsx';

const GRID = 'lg:grid-cols-[minmax(0,1fr)_184px_minmax(0,232px)_minmax(0,128px)_84px]';

const Rows = ({ job: { counts, progress, filename, ...job } }: { readonly job: ImportJob }) => (
  <div className="grid gap-1">
    <span className="text-small">
      {isUnderWay(job) ? `${countOf(progress.done)} of ${counted(progress.total, 'row')}` : counted(counts.rows, 'row')}
      {counts.rejected > 0 && <span className="text-bad">, {countOf(counts.rejected)} rejected</span>}
    </span>
    <OutcomeBar of={filename} counts={counts} total={Math.max(counts.rows, progress.total)} />
  </div>
);

const columnsAt = (now: number): readonly Column<ImportJob>[] => [
  {
    heading: 'File',
    cell: ({ id, filename, bytes: size, reading }) => (
      <>
        <RowLink to={paths.import(id)}>{filename}</RowLink>
        <span className="block text-small font-normal text-muted">
          {formatWords(reading)}, {bytes(size)}
        </span>
      </>
    ),
  },
  { heading: 'Status', cell: ({ status }) => <ImportMark status={status} /> },
  { heading: 'Rows', cell: (job) => <Rows job={job} />, isWide: true },
  { heading: 'By', cell: ({ created_by: by }) => actorWords(by) },
  { heading: 'Begun', cell: ({ created_at: at }) => <Ago at={at} now={now} />, isNumber: true },
];

const statusOf = (word: string | undefined): ImportJob['status'] | undefined =>
  IMPORT_STATUSES.find((status) => status === word);

/** Every import of the workspace, those under way as they go on. */
export const ImportsPage = () => {
  const status = statusOf(useSearchWord('status'));
  const mayWrite = useMay('knowledge:write');
  const pages = useLivePages<ImportJob>(
    ['imports', status],
    (holdfast, cursor, signal) =>
      holdfast.call(listImports, { query: { status, cursor } }, { ...(signal !== undefined && { signal }) }),
    KNOWLEDGE_TOPICS,
  );
  const isRefused = pages.live.known === undefined && refusalOf(pages.live.failing?.error) !== undefined;
  return (
    <>
      <LiveHeader title="Imports" live={pages.live} />
      <KnowledgeTabs />
      {!isRefused && (
        <div className="flex flex-wrap items-center justify-between gap-3 px-4 pt-4 md:px-6">
          <FilterChips
            label="Status"
            chips={[undefined, ...IMPORT_STATUSES].map((one) => ({
              label: one === undefined ? 'all' : statusWord(one),
              to: paths.imports(one),
              isChosen: one === status,
            }))}
          />
          {mayWrite && <LinkButton to={paths.newImport()}>Import a file</LinkButton>}
        </div>
      )}
      <LiveView live={pages.live} what="the imports">
        {({ body: { items, next_cursor: cursor }, serverAt }) =>
          items.length === 0 ? (
            <NoImports isFiltered={status !== undefined} />
          ) : (
            <Panel
              title="Imports"
              note={`${counted(items.length, 'import')}${cursor === null ? '' : ' of more'}, the latest first`}
            >
              <Table label="Imports" columns={columnsAt(serverAt)} grid={GRID} rows={items} keyOf={({ id }) => id} />
              <LoadMore pages={pages} what="the imports" />
            </Panel>
          )
        }
      </LiveView>
    </>
  );
};
