import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
  /** Takes a line of its own where a row is a card. */
  readonly isWide?: boolean;
}

interface TableProps<Row> {
  readonly label: string;
  /** The first column names the row. */
  readonly columns: readonly Column<Row>[];
  /** The widths, as `lg:grid-cols-[…]`, where there is room for columns. */
  readonly grid: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}

const Cell = <Row,>({ column, row, isFirst }: { column: Column<Row>; row: Row; isFirst: boolean }) =>
  isFirst ? (
    <div role="rowheader" className="col-span-full min-w-0 font-semibold wrap-anywhere lg:col-span-1">
      {column.cell(row)}
    </div>
  ) : (
    <div
      role="cell"
      className={`grid min-w-0 content-start wrap-anywhere max-lg:has-[[data-nothing]]:hidden lg:block ${column.isWide === true ? 'col-span-full lg:col-span-1' : ''} ${column.isNumber === true ? 'lg:text-right' : ''}`}
    >
      <span aria-hidden="true" className="text-small text-muted lg:hidden">
        {column.heading}
      </span>
      <div className="min-w-0">{column.cell(row)}</div>
    </div>
  );

/** Rows and columns; where it is narrow, a row is a card. */
export const Table = <Row,>({ label, columns, grid, rows, keyOf }: TableProps<Row>) => (
  <div role="table" aria-label={label}>
    <div
      role="row"
      className={`sr-only gap-x-4 px-4 lg:not-sr-only lg:grid lg:min-h-9 lg:items-center lg:px-4 ${grid}`}
    >
      {columns.map(({ heading, isNumber }) => (
        <span
          key={heading}
          role="columnheader"
          className={`text-small text-muted ${isNumber === true ? 'lg:text-right' : ''}`}
        >
          {heading}
        </span>
      ))}
    </div>
    {rows.map((row) => (
      <div
        key={keyOf(row)}
        role="row"
        className={`relative grid grid-cols-2 gap-x-4 gap-y-2 border-t border-line px-4 py-3 nth-2:border-t-0 hover:bg-sunken lg:min-h-9 lg:items-center lg:py-1.5 lg:nth-2:border-t ${grid}`}
      >
        {columns.map((column, index) => (
          <Cell key={column.heading} column={column} row={row} isFirst={index === 0} />
        ))}
      </div>
    ))}
  </div>
);
