import { type ImportJob, type ImportRow, listImportRows, ROW_OUTCOMES } from '@holdfast/protocol/knowledge/imports';
import type { ReactNode } from 'react';
import { FilterChips } from '../../controls/filter-chips.tsx';
import { type Heading, LongTable } from '../../controls/long-table.tsx';
import { Nothing } from '../../controls/nothing.tsx';
import { Panel } from '../../controls/panel.tsx';
import { LoadMore } from '../../live/load-more.tsx';
import { useLivePages } from '../../live/use-live-pages.ts';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { FailureState } from '../../states/failure-state.tsx';
import { LoadingState } from '../../states/loading-state.tsx';
import { countOf } from '../../text/count.ts';
import { KNOWLEDGE_TOPICS } from '../knowledge-topics.ts';
import { isUnderWay } from './import-mark.tsx';
import { OutcomeMark, type RowOutcome } from './row-outcomes.tsx';

const GRID = 'grid-cols-[max-content_minmax(0,1fr)] lg:grid-cols-[56px_72px_104px_minmax(0,1fr)_48px]';

const HEADINGS: readonly Heading[] = [
  { name: 'Row', isNumber: true },
  { name: 'Line', isNumber: true },
  { name: 'Outcome' },
  { name: 'Why' },
  { name: 'Pair', isNumber: true },
];

/** A row with a name of its own in the list. */
type ListedRow = ImportRow & { readonly id: string };

const Cells = ({ cells }: { readonly cells: readonly string[] }) => (
  <span className="flex min-w-0 flex-wrap gap-1 pt-0.5" aria-label="As it was written">
    {cells.map((cell, index) => (
      <code
        // oxlint-disable-next-line react/no-array-index-key -- a cell is its place
        key={index}
        className="max-w-full truncate rounded-control bg-sunken px-1 font-mono text-small text-muted"
        title={cell}
      >
        {cell === '' ? '(empty)' : cell}
      </code>
    ))}
  </span>
);

const Number = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div role="cell" className="max-lg:flex max-lg:gap-1.5 lg:text-right">
    <span aria-hidden="true" className="text-small leading-5 text-muted lg:hidden">
      {label}
    </span>
    {children}
  </div>
);

const RowCells = ({ row }: { readonly row: ImportRow }) => (
  <>
    <Number label="Row">{countOf(row.row)}</Number>
    <Number label="Line">
      {countOf(row.line)}
      {row.entry !== null && <span className="block truncate text-small text-muted max-lg:pl-1">{row.entry}</span>}
    </Number>
    <div role="cell">
      <OutcomeMark outcome={row.outcome} />
    </div>
    <div role="cell" className="min-w-0 wrap-anywhere max-lg:col-span-full max-lg:has-[[data-nothing]]:hidden">
      {row.message ?? <Nothing />}
      {row.cells !== null && <Cells cells={row.cells} />}
    </div>
    <div role="cell" className="max-lg:has-[[data-nothing]]:hidden lg:text-right">
      {row.pair_id === null ? (
        <Nothing />
      ) : (
        <PageLink to={paths.pair(row.pair_id)} className="text-accent underline underline-offset-2">
          Pair<span className="sr-only"> of row {row.row}</span>
        </PageLink>
      )}
    </div>
  </>
);

const EMPTY: Readonly<Record<RowOutcome, string>> = {
  added: 'No row became a new pair.',
  changed: 'No row changed a pair.',
  unchanged: 'No row was there already as it is.',
  duplicate: 'No question is in the file twice.',
  rejected: 'No row was rejected.',
};

interface LedgerPanelProps {
  readonly job: ImportJob;
  readonly outcome: RowOutcome | undefined;
}

const useLedger = ({ job, outcome }: LedgerPanelProps) =>
  useLivePages<ListedRow>(
    ['import-rows', job.id, outcome],
    async (holdfast, cursor, signal) => {
      const { body, headers } = await holdfast.call(
        listImportRows,
        { params: { import_id: job.id }, query: { outcome, cursor } },
        { ...(signal !== undefined && { signal }) },
      );
      return { body: { ...body, items: body.items.map((row) => ({ ...row, id: String(row.row) })) }, headers };
    },
    KNOWLEDGE_TOPICS,
    // what is written in a ledger stays so
    { isResting: !isUnderWay(job) },
  );

/** What became of each row, in the order of the file. */
export const LedgerPanel = ({ job, outcome }: LedgerPanelProps) => {
  const pages = useLedger({ job, outcome });
  const { known, failing, refresh } = pages.live;
  const chips = [undefined, ...ROW_OUTCOMES].map((one) => ({
    label: one === undefined ? `all ${countOf(job.counts.rows)}` : `${one} ${countOf(job.counts[one])}`,
    to: paths.import(job.id, { outcome: one }),
    isChosen: one === outcome,
  }));
  return (
    <Panel title="Ledger" note="What became of each row, in the order of the file">
      <div className="border-b border-line px-4 py-2">
        <FilterChips label="Outcome" chips={chips} />
      </div>
      {known === undefined &&
        (failing === undefined ? (
          <LoadingState what="the ledger" />
        ) : (
          <FailureState error={failing.error} what="the ledger" onRetry={refresh} />
        ))}
      {known?.body.items.length === 0 && (
        <p className="px-4 py-3 text-muted">
          {outcome === undefined ? 'No row has been worked on yet.' : EMPTY[outcome]}
        </p>
      )}
      {known !== undefined && known.body.items.length > 0 && (
        <>
          <LongTable
            label="Ledger"
            headings={HEADINGS}
            grid={GRID}
            rows={known.body.items}
            keyOf={({ id }) => id}
            rowHeight={40}
            hasMore={known.body.next_cursor !== null}
            isLoading={pages.isLoadingMore}
            onNearEnd={() => {
              if (pages.moreFailed === null) pages.loadMore();
            }}
          >
            {(row) => <RowCells row={row} />}
          </LongTable>
          <LoadMore pages={pages} what="the rows" />
        </>
      )}
    </Panel>
  );
};
